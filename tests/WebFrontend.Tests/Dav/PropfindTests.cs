using System.Xml.Linq;
using static Mapigate.WebFrontend.Tests.Dav.RunningDav;

namespace Mapigate.WebFrontend.Tests.Dav;

public sealed class PropfindTests
{
    [Fact]
    public async Task Client_that_knows_the_host_alone_finds_the_homes()
    {
        await using var dav = await StartAsync();

        foreach (var service in new[] { "caldav", "carddav" })
        {
            var reply = await dav.SendAsync("PROPFIND", $"/.well-known/{service}", "<d:propfind><d:allprop/></d:propfind>");
            Assert.Equal((301, "/dav/"), (reply.Status, reply.Headers["Location"]));
        }

        var root = await dav.PropfindAsync("/dav/", "0", "<d:current-user-principal/><d:owner/>");
        Assert.Equal(Home, root.Find("/dav/", D + "current-user-principal")!.Element(D + "href")!.Value);
        Assert.Equal([D + "owner"], root.NamesWith("/dav/", 404));

        var home = await dav.PropfindAsync(Home, "0", "<c:calendar-home-set/><a:addressbook-home-set/><c:calendar-user-address-set/><d:displayname/><d:resourcetype/><d:principal-URL/>");
        Assert.Equal(Home, home.Find(Home, C + "calendar-home-set")!.Element(D + "href")!.Value);
        Assert.Equal(Home, home.Find(Home, A + "addressbook-home-set")!.Element(D + "href")!.Value);
        Assert.Equal("mailto:alice@example.test", home.Find(Home, C + "calendar-user-address-set")!.Elements().First().Value);
        Assert.Equal("Alice & <Co>", home.Text(Home, D + "displayname"));
        Assert.Equal([D + "collection", D + "principal"], home.Find(Home, D + "resourcetype")!.Elements().Select(e => e.Name));
    }

    [Fact]
    public async Task Home_with_depth_1_lists_its_collections_with_what_clients_need()
    {
        await using var dav = await StartAsync();

        var found = await dav.PropfindAsync(
            Home, "1", "<d:resourcetype/><d:displayname/><c:supported-calendar-component-set/><d:supported-report-set/><s:getctag/><d:sync-token/><d:current-user-privilege-set/><d:owner/>");

        Assert.Equal([Home, Work, Home + "todo/", People], found.Hrefs);
        Assert.Equal("Work & play", found.Text(Work, D + "displayname"));
        Assert.Equal(C + "calendar", found.Find(Work, D + "resourcetype")!.Elements().Last().Name);
        Assert.Equal(A + "addressbook", found.Find(People, D + "resourcetype")!.Elements().Last().Name);
        Assert.Equal(["VEVENT", "VTODO"], found.Find(Work, C + "supported-calendar-component-set")!.Elements().Select(e => (string)e.Attribute("name")!));
        Assert.Contains(C + "supported-calendar-component-set", found.NamesWith(People, 404));
        Assert.Contains(C + "calendar-query", found.Find(Work, D + "supported-report-set")!.Descendants().Select(e => e.Name));
        Assert.Contains(A + "addressbook-multiget", found.Find(People, D + "supported-report-set")!.Descendants().Select(e => e.Name));
        Assert.Contains(D + "write-content", found.Find(Work, D + "current-user-privilege-set")!.Descendants().Select(e => e.Name));
        Assert.Equal(Home, found.Find(Work, D + "owner")!.Element(D + "href")!.Value);
        Assert.True(Uri.IsWellFormedUriString(found.Text(Work, D + "sync-token"), UriKind.Absolute));
    }

    [Fact]
    public async Task Collection_tag_changes_with_its_content()
    {
        await using var dav = await StartAsync();
        var before = await dav.PropfindAsync(Work, "0", "<s:getctag/>");
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T100000Z"));
        var after = await dav.PropfindAsync(Work, "0", "<s:getctag/>");
        Assert.NotEqual(before.Text(Work, S + "getctag"), after.Text(Work, S + "getctag"));
    }

    [Fact]
    public async Task Collection_with_depth_1_lists_its_items()
    {
        await using var dav = await StartAsync();
        var etag = dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T100000Z"));
        dav.Store.Set(People + "b.vcf", Card("b", "Bob"));

        var found = await dav.PropfindAsync(Work, "1", "<d:getetag/><d:getcontenttype/><d:resourcetype/>");
        Assert.Equal([Work, Work + "a.ics"], found.Hrefs);
        Assert.Equal(etag, found.Text(Work + "a.ics", D + "getetag"));
        Assert.StartsWith("text/calendar", found.Text(Work + "a.ics", D + "getcontenttype"), StringComparison.Ordinal);
        Assert.Empty(found.Find(Work + "a.ics", D + "resourcetype")!.Elements());

        var item = await dav.PropfindAsync(People + "b.vcf", "0", "<d:getcontenttype/><d:getcontentlength/>");
        Assert.StartsWith("text/vcard", item.Text(People + "b.vcf", D + "getcontenttype"), StringComparison.Ordinal);
        Assert.Equal($"{Card("b", "Bob").Length}", item.Text(People + "b.vcf", D + "getcontentlength"));
    }

    [Fact]
    public async Task Allprop_no_body_and_propname_tell_no_lacks()
    {
        await using var dav = await StartAsync();
        var all = await dav.AskAsync("PROPFIND", Work, "<d:propfind><d:allprop/><d:include><d:sync-token/></d:include></d:propfind>");
        Assert.Equal([D + "resourcetype", D + "displayname", D + "sync-token"], all.NamesWith(Work, 200));
        Assert.Empty(all.NamesWith(Work, 404));

        var plain = await dav.SendAsync("PROPFIND", Work, null, ("Depth", "0"));
        Assert.Equal(207, plain.Status);
        Assert.Contains("Work &amp; play", plain.Body, StringComparison.Ordinal);

        var names = await dav.AskAsync("PROPFIND", Work, "<d:propfind><d:propname/></d:propfind>");
        Assert.Contains(D + "sync-token", names.NamesWith(Work, 200));
        Assert.Equal("", names.Text(Work, D + "displayname"));
    }

    [Theory]
    [InlineData("infinity")]
    [InlineData(null)]
    public async Task Infinite_depth_is_refused(string? depth)
    {
        await using var dav = await StartAsync();
        var reply = await dav.SendAsync("PROPFIND", Home, "<d:propfind><d:allprop/></d:propfind>", depth is null ? [] : [("Depth", depth)]);
        Assert.Equal(403, reply.Status);
        Assert.Equal(D + "propfind-finite-depth", XElement.Parse(reply.Body).Elements().Single().Name);
    }

    [Theory]
    [InlineData("/dav/bob@example.test/")]
    [InlineData("/dav/bob@example.test/office/")]
    [InlineData(Home + "none/")]
    [InlineData(Work + "none.ics")]
    [InlineData(Work + "deeper/none.ics")]
    public async Task What_is_not_there_or_not_his_is_404(string path)
    {
        await using var dav = await StartAsync();
        Assert.Equal(404, (await dav.SendAsync("PROPFIND", path, "<d:propfind><d:allprop/></d:propfind>", ("Depth", "0"))).Status);
    }

    [Theory]
    [InlineData("<d:propfind>")]
    [InlineData("<d:other/>")]
    [InlineData("<d:propfind/>")]
    [InlineData("no xml")]
    [InlineData("<!DOCTYPE d [<!ENTITY e 'e'>]><d:propfind><d:allprop/></d:propfind>")]
    public async Task What_is_no_request_is_400(string body)
    {
        await using var dav = await StartAsync();
        Assert.Equal(400, (await dav.SendAsync("PROPFIND", Home, body, ("Depth", "0"))).Status);
    }

    [Fact]
    public async Task Too_many_properties_and_too_deep_or_large_a_body_are_refused()
    {
        await using var dav = await StartAsync();
        var many = string.Concat(Enumerable.Range(0, 101).Select(i => $"<p{i}/>"));
        Assert.Equal(400, (await dav.SendAsync("PROPFIND", Home, $"<d:propfind><d:prop>{many}</d:prop></d:propfind>", ("Depth", "0"))).Status);
        var deep = string.Concat(Enumerable.Repeat("<x>", 10_000)) + string.Concat(Enumerable.Repeat("</x>", 10_000));
        Assert.Equal(400, (await dav.SendAsync("PROPFIND", Home, $"<d:propfind><d:prop>{deep}</d:prop></d:propfind>", ("Depth", "0"))).Status);
        Assert.Equal(413, (await dav.SendAsync("PROPFIND", Home, $"<d:propfind>{new string(' ', 2 * 1024 * 1024)}</d:propfind>", ("Depth", "0"))).Status);
    }
}
