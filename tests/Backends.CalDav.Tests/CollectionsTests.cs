using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav.Tests;

public sealed class CollectionsTests
{
    private const string Calendar = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>";

    [Fact]
    public async Task List_collections_tell_kinds_names_states_and_rights()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", 207, Xml.Multistatus(
            Xml.Response("/home/", "<D:resourcetype><D:collection/></D:resourcetype>"),
            Xml.Response("/home/work%21/", Calendar + "<D:displayname> Work &amp; play </D:displayname><C:supported-calendar-component-set><C:comp name=\"VEVENT\"/><C:comp name=\"vtodo\"/></C:supported-calendar-component-set>"
                + "<D:sync-token>t1</D:sync-token><S:getctag>c1</S:getctag><D:current-user-privilege-set><D:privilege><D:read/></D:privilege><D:privilege><D:write/></D:privilege></D:current-user-privilege-set>"),
            Xml.Response("/home/gr%C3%BCn", Calendar + "<S:getctag>c2</S:getctag><D:current-user-privilege-set><D:privilege><D:read/></D:privilege><D:privilege><D:write-content/></D:privilege></D:current-user-privilege-set>"),
            Xml.Response("/home/journal/", Calendar + "<C:supported-calendar-component-set><C:comp name=\"VJOURNAL\"/></C:supported-calendar-component-set>"),
            Xml.Response("/home/people/", "<D:resourcetype><D:collection/><A:addressbook/></D:resourcetype><D:displayname/>"),
            Xml.Response("/home/inbox/", "<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype><C:schedule-default-calendar-URL><D:href>/home/work!</D:href></C:schedule-default-calendar-URL>"),
            Xml.Response("http://elsewhere.test/home/x/", Calendar),
            Xml.Response("/home/availability/", Calendar + "<C:supported-calendar-component-set><C:comp name=\"VAVAILABILITY\"/></C:supported-calendar-component-set>")));

        await using var store = await server.LogInAsync();
        var collections = await store.ListAsync(CancellationToken.None);

        Assert.Equal(
            [
                new ItemCollection("/home/work!/", "Work & play", ItemKinds.Events | ItemKinds.Tasks, true, "sync:t1", true),
                new ItemCollection("/home/gr%C3%BCn/", "grün", ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Journals, false, "ctag:c2", false),
                new ItemCollection("/home/journal/", "journal", ItemKinds.Journals, true, null, false),
                new ItemCollection("/home/people/", "people", ItemKinds.Contacts, true, null, false),
            ],
            collections);
        Assert.Equal("1", server.All[^1].Headers["Depth"]);
    }

    [Fact]
    public async Task List_default_calendar_is_asked_of_a_scheduling_inbox_elsewhere()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Xml.Multistatus(Xml.Response(
                "/", "<C:calendar-home-set><D:href>/home/</D:href></C:calendar-home-set><C:schedule-inbox-URL><D:href>/in</D:href></C:schedule-inbox-URL>")))
            .On("PROPFIND /home/", 207, Xml.Multistatus(Xml.Response("/home/a/", Calendar), Xml.Response("/home/b/", Calendar)))
            .On("PROPFIND /in/", 207, Xml.Multistatus(Xml.Response("/in/", "<C:schedule-default-calendar-URL><D:href>../home/b/</D:href></C:schedule-default-calendar-URL>")
                .Replace("../home", "/home")));

        await using var store = await server.LogInAsync();

        Assert.Equal("/home/b/", Assert.Single(await store.ListAsync(CancellationToken.None), c => c.IsDefault).Href);
    }

    [Fact]
    public async Task List_home_that_is_not_there_yet_does_not_hide_the_other()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Xml.Multistatus(Xml.Response(
                "/", "<C:calendar-home-set><D:href>/home/</D:href></C:calendar-home-set><A:addressbook-home-set><D:href>/none/</D:href></A:addressbook-home-set>")))
            .On("PROPFIND /home/", 207, Xml.Multistatus(Xml.Response("/home/a/", Calendar)));

        await using var store = await server.LogInAsync();

        Assert.Single(await store.ListAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(403, BackendError.AccessDenied)]
    [InlineData(404, BackendError.NotFound)]
    [InlineData(401, BackendError.AuthenticationFailed)]
    [InlineData(500, BackendError.Unavailable)]
    [InlineData(429, BackendError.Unavailable)]
    public async Task List_refused_is_named(int status, BackendError error)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", status);

        await using var store = await server.LogInAsync();

        await store.ListAsync(CancellationToken.None).FailsAsync(error);
    }
}
