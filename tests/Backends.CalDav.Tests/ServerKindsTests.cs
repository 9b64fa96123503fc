using System.IO.Compression;
using System.Text;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>The habits of servers in the wild, each from log-in to a stored item.</summary>
public sealed class ServerKindsTests
{
    private const string Event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Gr\u00FCn\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task Nextcloud_sends_from_the_root_to_its_script_and_mixes_shared_calendars_among_the_users_own()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /.well-known/caldav", 301, "", ("Location", server.Url + "/remote.php/dav/"))
            .On("PROPFIND /remote.php/dav/", 207, Xml.Multistatus(Xml.Response("/remote.php/dav/", "<D:current-user-principal><D:href>/remote.php/dav/principals/users/alice/</D:href></D:current-user-principal>")))
            .On("PROPFIND /remote.php/dav/principals/users/alice/", 207, Xml.Multistatus(Xml.Response("/remote.php/dav/principals/users/alice/",
                "<D:resourcetype><D:principal/></D:resourcetype><C:calendar-home-set><D:href>/remote.php/dav/calendars/alice/</D:href></C:calendar-home-set>"
                + "<A:addressbook-home-set><D:href>/remote.php/dav/addressbooks/users/alice/</D:href></A:addressbook-home-set>"
                + "<C:schedule-inbox-URL><D:href>/remote.php/dav/calendars/alice/inbox/</D:href></C:schedule-inbox-URL><S:calendar-proxy-read-for/><S:calendar-proxy-write-for/>")))
            .On("PROPFIND /remote.php/dav/calendars/alice/", 207, Xml.Multistatus(
                Xml.Response("/remote.php/dav/calendars/alice/", "<D:resourcetype><D:collection/></D:resourcetype>"),
                Xml.Response("/remote.php/dav/calendars/alice/personal/", Owned("alice", Write) + "<D:sync-token>http://sabre.io/ns/sync/12</D:sync-token>"),
                Xml.Response("/remote.php/dav/calendars/alice/team_shared_by_bob/", Owned("bob", "<D:privilege><D:read/></D:privilege>")),
                Xml.Response("/remote.php/dav/calendars/alice/inbox/", "<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype><C:schedule-default-calendar-URL><D:href>/remote.php/dav/calendars/alice/personal/</D:href></C:schedule-default-calendar-URL>"),
                Xml.Response("/remote.php/dav/calendars/alice/trashbin/", "<D:resourcetype><D:collection/><N:trash-bin xmlns:N=\"http://nextcloud.com/ns\"/></D:resourcetype>")))
            .On("PROPFIND /remote.php/dav/addressbooks/users/alice/", 207, Xml.Multistatus(
                Xml.Response("/remote.php/dav/addressbooks/users/alice/contacts/", "<D:resourcetype><D:collection/><A:addressbook/></D:resourcetype>")))
            .On("PROPFIND /remote.php/dav/principals/users/bob/", 207, Xml.Multistatus(Xml.Response("/remote.php/dav/principals/users/bob/", "<D:displayname>Bob</D:displayname>")))
            .On("PUT /remote.php/dav/calendars/alice/personal/1.ics", 204);
        await using var store = await server.LogInAsync();

        var collections = await store.ListAsync(CancellationToken.None);

        Assert.Equal(["personal", "team_shared_by_bob", "contacts"], collections.Select(c => c.Href.Split('/')[^2]));
        Assert.Equal([(null, true, true), ("Bob", false, false), ((string?)null, true, false)], collections.Select(c => (c.Owner, c.IsWritable, c.IsDefault)));
        Assert.Equal("sync:http://sabre.io/ns/sync/12", collections[0].State);
        // Where scheduling rewrote the object there is no tag: it has to be read back.
        Assert.Null(await store.PutAsync(collections[0].Href + "1.ics", Encoding.UTF8.GetBytes(Event), "text/calendar", "\"0\"", CancellationToken.None));

        static string Owned(string user, string privileges) => "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
            + $"<D:owner><D:href>/remote.php/dav/principals/users/{user}/</D:href></D:owner><D:current-user-privilege-set>{privileges}</D:current-user-privilege-set>";
    }

    [Fact]
    public async Task DAViCal_has_one_home_for_everything_and_forgets_tokens()
    {
        await using var server = await FakeServer.StartAsync();
        const string home = "/caldav.php/alice/";
        server.On("PROPFIND " + home, 207, Xml.Multistatus(
                Xml.Response("/caldav.php/alice/", "<D:resourcetype><D:collection/><D:principal/></D:resourcetype><C:calendar-home-set><D:href>/caldav.php/alice/</D:href></C:calendar-home-set>"
                    + "<A:addressbook-home-set><D:href>/caldav.php/alice/</D:href></A:addressbook-home-set><D:owner><D:href>/caldav.php/alice/</D:href></D:owner>"),
                Xml.Response("/caldav.php/alice/home/", "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:owner><D:href>/caldav.php/alice/</D:href></D:owner>"),
                Xml.Response("/caldav.php/alice/addresses/", "<D:resourcetype><D:collection/><A:addressbook/></D:resourcetype>")))
            .On("REPORT /caldav.php/alice/home/", (asked, context) => asked.Body.Contains("data:,7")
                ? FakeServer.RespondAsync(context, 412, "")
                : FakeServer.RespondAsync(context, 207, Xml.Multistatus(Xml.Item(server.Url + "/caldav.php/alice/home/a%40b.ics", "\"e\""), Xml.Token("data:,9"))))
            .On("PUT /caldav.php/alice/addresses/1.vcf", 201);
        await using var store = await server.LogInAsync(o => o with { Url = o.Url + "/caldav.php/{user}/" });

        Assert.Equal(["home", "addresses"], (await store.ListAsync(CancellationToken.None)).Select(c => c.Href.Split('/')[^2]));
        var changes = await store.GetChangesAsync("/caldav.php/alice/home/", "sync:data:,7", Nothing, CancellationToken.None);
        Assert.Equal(("sync:data:,9", true, "/caldav.php/alice/home/a@b.ics"), (changes.State, changes.IsReset, Assert.Single(changes.Changed).Href));
        Assert.Null(await store.PutAsync("/caldav.php/alice/addresses/1.vcf", "BEGIN:VCARD"u8.ToArray(), "text/vcard", null, CancellationToken.None));
    }

    [Fact]
    public async Task Cyrus_names_itself_in_full_and_shows_what_others_share_under_their_names()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /dav/calendars/user/alice@example.test/", 207, Xml.Multistatus(
                Xml.Response(server.Url + "/dav/calendars/user/alice@example.test/", "<D:resourcetype><D:collection/></D:resourcetype><D:owner><D:href>/dav/principals/user/alice%40example.test/</D:href></D:owner>"),
                Xml.Response(server.Url + "/dav/calendars/user/alice@example.test/bob.Default/", "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:owner><D:href>/dav/principals/user/bob@example.test/</D:href></D:owner>")))
            .On("PROPFIND /dav/principals/user/bob@example.test/", 404)
            .On("PROPFIND /dav/calendars/user/alice@example.test/bob.Default/", 207, Xml.Multistatus(Xml.Response("/dav/calendars/user/alice@example.test/bob.Default/", "<D:resourcetype><C:calendar/></D:resourcetype>")))
            .On("PUT /dav/calendars/user/alice@example.test/bob.Default/1", 403, Xml.Error("<D:need-privileges><D:resource><D:privilege><D:write-content/></D:privilege></D:resource></D:need-privileges>"));
        await using var store = await server.LogInAsync(o => o with { Url = o.Url + "/dav/calendars/user/alice%40example.test/" });

        var shared = Assert.Single(await store.ListAsync(CancellationToken.None));

        Assert.Equal("bob@example.test", shared.Owner);
        await store.PutAsync(shared.Href + "1", Encoding.UTF8.GetBytes(Event), "text/calendar", null, CancellationToken.None).FailsAsync(BackendError.AccessDenied);
    }

    [Fact]
    public async Task ICloud_sends_on_within_itself_but_its_other_hosts_get_no_password()
    {
        await using var server = await FakeServer.StartAsync();
        await using var other = await FakeServer.StartAsync();
        var elsewhere = other.Url.Replace("127.0.0.1", "localhost");
        server.On("PROPFIND /.well-known/caldav", 308, "", ("Location", "/"))
            .On("PROPFIND /", 207, Xml.Multistatus(Xml.Response("/", "<D:current-user-principal><D:href>/123/principal</D:href></D:current-user-principal>")))
            .On("PROPFIND /123/principal", 302, "", ("Location", "/123/principal/"))
            .On("PROPFIND /123/principal/", 207, Xml.Multistatus(Xml.Response("/123/principal/", $"<C:calendar-home-set><D:href>{elsewhere}/123/calendars/</D:href></C:calendar-home-set>")));

        var fault = await server.LogInAsync().FailsAsync(BackendError.NotSupported);

        Assert.Contains("calendar-home-set", fault.Message);
        Assert.Empty(other.All);
    }

    [Fact]
    public async Task Zimbra_has_folders_of_all_kinds_in_one_home_and_answers_with_another_tag_than_it_lists()
    {
        await using var server = await FakeServer.StartAsync();
        var tag = "1-1";
        server.On("PROPFIND /dav/alice/", 207, Xml.Multistatus(
                Xml.Response("/dav/alice/", "<D:resourcetype><D:collection/></D:resourcetype>"),
                Xml.Response("/dav/alice/Calendar", "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><S:getctag>5-1</S:getctag>"),
                Xml.Response("/dav/alice/Contacts", "<D:resourcetype><D:collection/><A:addressbook/></D:resourcetype>"),
                Xml.Response("/dav/alice/Inbox", "<D:resourcetype><D:collection/></D:resourcetype>")))
            .On("PROPFIND /dav/alice/Calendar/", (asked, context) => FakeServer.RespondAsync(context, 207, Xml.Multistatus(
                asked.Headers["Depth"] == "0" ? Xml.Response("/dav/alice/Calendar/", "<D:resourcetype><C:calendar/></D:resourcetype><S:getctag>5-2</S:getctag>") : Xml.Item("/dav/alice/Calendar/a%20b.ics", tag))))
            .On("REPORT /dav/alice/Calendar/", 403, Xml.Error("<D:supported-report/>"))
            .On("PUT /dav/alice/Calendar/a%20b.ics", (_, context) =>
            {
                tag = "2-7";
                return FakeServer.RespondAsync(context, 201, "", ("ETag", "\"2-6\""));
            })
            .On("GET /dav/alice/Calendar/a%20b.ics", (_, context) => FakeServer.RespondAsync(context, 200, Event, ("ETag", $"\"{tag}\"")));
        await using var store = await server.LogInAsync(o => o with { Url = o.Url + "/dav/alice/" });
        var calendar = (await store.ListAsync(CancellationToken.None))[0].Href;
        Assert.Equal("/dav/alice/Calendar/", calendar);

        var etag = await store.PutAsync(calendar + "a b.ics", Encoding.UTF8.GetBytes(Event), "text/calendar", null, CancellationToken.None);
        Assert.Equal("\"2-6\"", etag);
        // What the server made of it since then is a change like any other.
        var changes = await store.GetChangesAsync(calendar, "ctag:5-1", new Dictionary<string, string> { [calendar + "a%20b.ics"] = etag! }, CancellationToken.None);
        Assert.Equal([new ItemVersion(calendar + "a%20b.ics", "\"2-7\"")], changes.Changed);
        Assert.Equal(Event, Encoding.UTF8.GetString(Assert.Single(await store.GetAsync(calendar, [calendar + "a%20b.ics"], CancellationToken.None).ToListAsync()).Content.Span));
    }

    [Fact]
    public async Task Proxies_send_gzip_in_pieces()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", async (asked, context) =>
        {
            Assert.Contains("gzip", asked.Headers["Accept-Encoding"]);
            context.Response.StatusCode = 207;
            context.Response.ContentType = "text/xml";
            context.Response.Headers.ContentEncoding = "gzip";
            var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(Xml.Multistatus(Xml.Response("/home/c/", "<D:resourcetype><C:calendar/></D:resourcetype>"))));
            }

            foreach (var octet in packed.ToArray())
            {
                await context.Response.Body.WriteAsync(new[] { octet });
                await context.Response.Body.FlushAsync();
            }
        });
        await using var store = await server.LogInAsync();

        Assert.Single(await store.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Requests_of_all_users_together_keep_to_the_number_of_connections()
    {
        var (running, most) = (0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", async (_, context) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 3)
            {
                full.TrySetResult();
            }

            await full.Task;
            Interlocked.Decrement(ref running);
            await FakeServer.RespondAsync(context, 207, Xml.Multistatus(Xml.Response("/home/c/", "<D:resourcetype><C:calendar/></D:resourcetype>")));
        });
        using var backend = server.Backend(o => o with { MaxConnections = 3 });
        var stores = new[] { await backend.LogInAsync(FakeServer.Alice, CancellationToken.None), await backend.LogInAsync(FakeServer.Alice with { User = "bob" }, CancellationToken.None) };

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => stores[i % 2].ListAsync(CancellationToken.None)));

        Assert.Equal(3, most);
    }

    private const string Write = "<D:privilege><D:read/></D:privilege><D:privilege><D:write/></D:privilege>";

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) is var before && before == seen ? value : before;
        }
    }
}
