using System.Xml.Linq;
using Mapigate.Backends.Items;
using static Mapigate.WebFrontend.Tests.Dav.RunningDav;

namespace Mapigate.WebFrontend.Tests.Dav;

public sealed class CollectionTests
{
    [Theory]
    [InlineData("MKCALENDAR", null, ItemKinds.Events | ItemKinds.Tasks, "made")]
    [InlineData("MKCALENDAR", "<c:mkcalendar><d:set><d:prop><d:displayname>Trips</d:displayname><x xmlns=\"urn:x\">red</x></d:prop></d:set></c:mkcalendar>", ItemKinds.Events | ItemKinds.Tasks, "Trips")]
    [InlineData("MKCALENDAR", "<c:mkcalendar><d:set><d:prop><c:supported-calendar-component-set><c:comp name=\"VTODO\"/></c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>", ItemKinds.Tasks, "made")]
    [InlineData("MKCOL", "<d:mkcol><d:set><d:prop><d:resourcetype><d:collection/><a:addressbook/></d:resourcetype><d:displayname>Friends</d:displayname></d:prop></d:set></d:mkcol>", ItemKinds.Contacts, "Friends")]
    [InlineData("MKCOL", "<d:mkcol><d:set><d:prop><d:resourcetype><d:collection/><c:calendar/></d:resourcetype></d:prop></d:set></d:mkcol>", ItemKinds.Events | ItemKinds.Tasks, "made")]
    public async Task Collection_is_made_where_the_client_says(string method, string? body, ItemKinds kinds, string name)
    {
        await using var dav = await StartAsync();
        Assert.Equal(201, (await dav.SendAsync(method, Home + "made/", body)).Status);
        var made = (await dav.Store.ListAsync(CancellationToken.None)).Single(c => c.Href == Home + "made/");
        Assert.Equal((kinds, name), (made.Kinds, made.DisplayName));
        Assert.Equal(405, (await dav.SendAsync(method, Home + "made/", body)).Status);
    }

    [Theory]
    [InlineData("MKCOL", Home + "made/", null, 403)]
    [InlineData("MKCOL", Home + "made/", "<c:mkcalendar/>", 400)]
    [InlineData("MKCALENDAR", Home + "made/", "<c:mkcalendar><d:set><d:prop><c:supported-calendar-component-set><c:comp name=\"VPOLL\"/></c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>", 403)]
    [InlineData("MKCALENDAR", Work + "made/", null, 403)]
    [InlineData("MKCALENDAR", "/dav/bob@example.test/made/", null, 403)]
    [InlineData("MKCALENDAR", "/dav/made/", null, 403)]
    public async Task Collection_of_another_kind_or_elsewhere_is_refused(string method, string path, string? body, int status)
    {
        await using var dav = await StartAsync();
        Assert.Equal(status, (await dav.SendAsync(method, path, body)).Status);
        Assert.Equal(0, dav.Store.Calls("MKCOL"));
    }

    [Fact]
    public async Task Collection_gets_another_name_and_goes()
    {
        await using var dav = await StartAsync();
        var reply = await dav.AskAsync("PROPPATCH", Work, "<d:propertyupdate><d:set><d:prop><d:displayname>Office</d:displayname></d:prop></d:set></d:propertyupdate>");
        Assert.Equal([D + "displayname"], reply.NamesWith(Work, 200));
        Assert.Equal("Office", (await dav.PropfindAsync(Work, "0", "<d:displayname/>")).Text(Work, D + "displayname"));

        Assert.Equal(204, (await dav.SendAsync("DELETE", Work)).Status);
        Assert.Equal(404, (await dav.SendAsync("DELETE", Work)).Status);
    }

    [Fact]
    public async Task Change_of_another_property_is_refused_and_nothing_else_done()
    {
        await using var dav = await StartAsync();
        var reply = await dav.AskAsync(
            "PROPPATCH", Work, "<d:propertyupdate><d:set><d:prop><d:displayname>Office</d:displayname><d:getetag>1</d:getetag></d:prop></d:set><d:remove><d:prop><c:x/></d:prop></d:remove></d:propertyupdate>");
        Assert.Equal([D + "getetag", C + "x"], reply.NamesWith(Work, 403));
        Assert.Equal([D + "displayname"], reply.NamesWith(Work, 424));
        Assert.Equal(0, dav.Store.Calls("PROPPATCH"));
        Assert.Equal(400, (await dav.SendAsync("PROPPATCH", Work, "<d:propertyupdate/>")).Status);
        Assert.Equal([D + "displayname"], (await dav.AskAsync("PROPPATCH", Home, "<d:propertyupdate><d:set><d:prop><d:displayname>Me</d:displayname></d:prop></d:set></d:propertyupdate>")).NamesWith(Home, 403));
    }
}
