using System.Xml.Linq;
using Mapigate.Backends.Items;
using Mapigate.Tests;

namespace Mapigate.WebFrontend.Tests.Dav;

/// <summary><c>/dav/</c> in a real server over collections in memory: a calendar "office", a task list "todo" and an address book "people" of alice's.</summary>
internal sealed class RunningDav : IAsyncDisposable
{
    public const string Home = "/dav/alice@example.test/";
    public const string Work = Home + "office/";
    public const string People = Home + "people/";

    public static readonly XNamespace D = "DAV:";
    public static readonly XNamespace C = "urn:ietf:params:xml:ns:caldav";
    public static readonly XNamespace A = "urn:ietf:params:xml:ns:carddav";
    public static readonly XNamespace S = "http://calendarserver.org/ns/";

    private const string Prefixes = "xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:a=\"urn:ietf:params:xml:ns:carddav\" xmlns:s=\"http://calendarserver.org/ns/\"";

    private readonly RunningFrontend _frontend;

    private RunningDav(RunningFrontend frontend, MemoryItemStore store)
    {
        _frontend = frontend;
        Store = store;
    }

    public MemoryItemStore Store { get; }

    public static async Task<RunningDav> StartAsync()
    {
        var store = new MemoryItemStore();
        store.AddCollection(Work, "Work & play", ItemKinds.Events | ItemKinds.Tasks, isDefault: true);
        store.AddCollection(Home + "todo/", "To do", ItemKinds.Tasks);
        store.AddCollection(People, "People", ItemKinds.Contacts);
        return new RunningDav(await RunningFrontend.StartAsync(o => o with { OpenItems = (_, _) => Task.FromResult<IItemStore>(store) }), store);
    }

    /// <summary>Sends a request; the XML may use the prefixes d, c, a and s.</summary>
    public Task<RunningFrontend.Reply> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        if (body?.StartsWith('<') == true)
        {
            var end = body.IndexOfAny([' ', '>', '/'], 1);
            body = $"{body[..end]} {Prefixes}{body[end..]}";
        }

        return _frontend.SendAsync(method, path, body, headers: headers);
    }

    /// <summary>Sends a request to the letter.</summary>
    public Task<RunningFrontend.Reply> SendRawAsync(string method, string path, string body, (string Name, string Value)[] headers) => _frontend.SendAsync(method, path, body, headers: headers);

    /// <summary>The same for an answer that must be a multistatus.</summary>
    public async Task<Multistatus> AskAsync(string method, string path, string body, string depth = "0")
    {
        var reply = await SendAsync(method, path, body, ("Depth", depth));
        Assert.Equal((207, "application/xml"), (reply.Status, reply.MediaType));
        return new Multistatus(XElement.Parse(reply.Body, LoadOptions.PreserveWhitespace));
    }

    public Task<Multistatus> PropfindAsync(string path, string depth, string properties) => AskAsync("PROPFIND", path, $"<d:propfind><d:prop>{properties}</d:prop></d:propfind>", depth);

    public static string Event(string uid, string start, string more = "") =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n{start}\r\nDURATION:PT1H\r\nSUMMARY:Event {uid}\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n";

    public static string Card(string uid, string name, string more = "") => $"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\nN:{name};;;;\r\n{more}END:VCARD\r\n";

    public ValueTask DisposeAsync() => _frontend.DisposeAsync();
}
