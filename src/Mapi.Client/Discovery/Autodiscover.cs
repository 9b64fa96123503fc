using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;

namespace Mapigate.Mapi.Client.Discovery;

/// <summary>Finds the endpoints of a mailbox. [MS-OXDISCO] 3.1.5, [MS-OXDSCLI] 3.1.5</summary>
/// <param name="http">From <see cref="Transport.HttpConnections.Create"/>; not disposed here.</param>
public sealed class Autodiscover(HttpClient http)
{
    private const int MaxRedirects = 10;
    private static readonly XNamespace Request = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";

    /// <summary>The address of a server's Autodiscover service.</summary>
    public static Uri ServiceOf(Uri server) => new(server, "/autodiscover/autodiscover.xml");

    /// <summary>The places where the mail domain's service may be, in the order in which they are asked.</summary>
    public static IReadOnlyList<Uri> ServicesOfDomain(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..];
        return [new Uri($"https://{domain}/autodiscover/autodiscover.xml"), new Uri($"https://autodiscover.{domain}/autodiscover/autodiscover.xml")];
    }

    /// <summary>Asks the places of the address's domain in turn.</summary>
    /// <exception cref="AutodiscoverException">None of them told; the fault is the last one's.</exception>
    public async Task<AutodiscoverSettings> FindAsync(string address, CancellationToken cancellation)
    {
        AutodiscoverException? last = null;
        foreach (var service in ServicesOfDomain(address))
        {
            try
            {
                return await AskAsync(service, address, cancellation).ConfigureAwait(false);
            }
            catch (AutodiscoverException e)
            {
                last = e;
            }
        }

        throw last!;
    }

    /// <summary>Asks one service, and whichever it refers to.</summary>
    /// <param name="service">From <see cref="ServiceOf"/>.</param>
    /// <param name="address">The mailbox's SMTP address.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="AutodiscoverException">It does not know the mailbox, or does not answer.</exception>
    public async Task<AutodiscoverSettings> AskAsync(Uri service, string address, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var response = await PostAsync(service, address, cancellation).ConfigureAwait(false);
            if (response.Settings is { } settings)
                return settings;
            address = response.RedirectAddress ?? address;
            service = response.RedirectUrl is { } url ? SafeRedirect(service, url) : service;
        }

        throw new AutodiscoverException($"Autodiscover refers onward more than {MaxRedirects} times");
    }

    private async Task<AutodiscoverResponse> PostAsync(Uri service, string address, CancellationToken cancellation)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, service);
            message.Headers.Add("X-MapiHttpCapability", "1");
            message.Content = new StringContent(Body(address));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect && response.Headers.Location is { } location)
                return new AutodiscoverResponse(null, null, new Uri(service, location));
            if (response.StatusCode != HttpStatusCode.OK)
                throw new AutodiscoverException(Refusal(service, response.StatusCode));
            await response.Content.LoadIntoBufferAsync(AutodiscoverResponse.MaxLength, cancellation).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
                return AutodiscoverResponse.Parse(stream);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new AutodiscoverException($"No connection to {service.Authority}: {(e.InnerException ?? e).Message}", null, e);
        }
    }

    private static string Refusal(Uri service, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"{service.Host} refused the user name or password",
        _ => $"{service.Host} answered Autodiscover with HTTP status {(int)status}",
    };

    private static Uri SafeRedirect(Uri from, Uri to)
    {
        // The credentials go wherever it points: never from an encrypted connection to a plain one.
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
            throw new AutodiscoverException($"{from.Host} refers to {to.Host} without encryption");
        return to;
    }

    private static string Body(string address) => new XElement(
        Request + "Autodiscover",
        new XElement(
            Request + "Request",
            new XElement(Request + "EMailAddress", address),
            new XElement(Request + "AcceptableResponseSchema", "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"))).ToString();
}
