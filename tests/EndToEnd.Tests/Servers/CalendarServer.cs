using System.Net.Http.Headers;
using System.Text;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Servers;

/// <summary>What another calendar program does: plain requests to the CalDAV server.</summary>
internal sealed class CalendarServer(Stack stack, StackUser user) : IDisposable
{
    private const string Calendar = """
        <C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>Calendar</D:displayname>
        <C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>
        """;

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
    {
        BaseAddress = stack.CalDav,
        // The server closes an idle connection when it likes; a request with content that meets that cannot be repeated by itself.
        DefaultRequestHeaders = { ConnectionClose = true, Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Address}:{user.Password}"))) },
    };

    public async Task MakeCalendarAsync(string name = "calendar")
    {
        using var request = new HttpRequestMessage(new HttpMethod("MKCALENDAR"), $"/{user.Address}/{name}/") { Content = new StringContent(Calendar.Replace(">Calendar<", $">{name}<", StringComparison.Ordinal), Encoding.UTF8, "application/xml") };
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Puts an object; its lines may end with LF.</summary>
    public async Task PutAsync(string name, string calendarObject, string collection = "calendar")
    {
        using var content = new StringContent(calendarObject.ReplaceLineEndings("\r\n"), Encoding.UTF8, "text/calendar");
        using var response = await _http.PutAsync($"/{user.Address}/{collection}/{name}.ics", content);
        response.EnsureSuccessStatusCode();
    }

    public async Task DeleteAsync(string name, string collection = "calendar")
    {
        using var response = await _http.DeleteAsync($"/{user.Address}/{collection}/{name}.ics");
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
