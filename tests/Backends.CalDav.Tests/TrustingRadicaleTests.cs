using System.Text;
using Mapigate.Backends.Items;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>Against a Radicale that trusts the gateway to say who the user is. It takes the stack for granted, whose start installs Radicale.</summary>
[Collection(Stack.Collection)]
public sealed class TrustingRadicaleTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData("")]
    [InlineData("{user}/")]
    public async Task Gateway_acts_for_each_user_by_the_header(string path)
    {
        await using var radicale = await RadicaleProcess.StartAsync();
        using var backend = Backend(radicale, path);
        await using var bobs = await backend.LogInAsync(For("bob@example.test"), CancellationToken.None);
        await using var carols = await backend.LogInAsync(For("carol@example.test"), CancellationToken.None);

        var calendar = await bobs.CreateCollectionAsync(ItemKinds.Events, "Bob's", CancellationToken.None);
        await bobs.PutAsync(calendar.Href + "1.ics", Event("1"), "text/calendar", null, CancellationToken.None);

        Assert.StartsWith("/bob@example.test/", calendar.Href);
        Assert.Equal(("Bob's", null), Assert.Single(await bobs.ListAsync(CancellationToken.None)) is var listed ? (listed.DisplayName, listed.Owner) : default);
        Assert.Empty(await carols.ListAsync(CancellationToken.None));
        await carols.DeleteCollectionAsync(calendar.Href, CancellationToken.None).FailsAsync(BackendError.AccessDenied);
    }

    [Fact]
    public async Task Crowd_does_not_overflow_a_short_listen_queue()
    {
        await using var radicale = await RadicaleProcess.StartAsync();
        using var backend = Backend(radicale, "{user}/");
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => backend.LogInAsync(For($"u{i}@example.test"), CancellationToken.None)));
        var calendars = await Task.WhenAll(stores.Select(s => s.CreateCollectionAsync(ItemKinds.Events, "Crowd", CancellationToken.None)));

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i =>
            stores[i % 8].PutAsync($"{calendars[i % 8].Href}{i}.ics", Event($"u{i}"), "text/calendar", null, CancellationToken.None)));

        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => stores[i].GetChangesAsync(calendars[i].Href, null, Nothing, CancellationToken.None)));
        Assert.All(changes, c => Assert.Equal(8, c.Changed.Count));
    }

    private static BackendCredentials For(string user) => new("gateway", "", user);

    private static byte[] Event(string uid) => Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mapigate//test//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261120T100000Z\r\nDTSTART:20261121T100000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

    private static DavItemBackend Backend(RadicaleProcess radicale, string path) => new(
        new DavOptions { Url = radicale.Url + path, ActAsHeader = "X-Remote-User" }, TimeProvider.System, NullLogger<DavItemBackend>.Instance);
}
