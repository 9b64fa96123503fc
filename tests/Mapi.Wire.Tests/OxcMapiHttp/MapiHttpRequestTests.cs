using Mapigate.Mapi.Wire.OxcMapiHttp;

namespace Mapigate.Mapi.Wire.Tests.OxcMapiHttp;

public class MapiHttpRequestTests
{
    [Fact]
    public void Header_values_are_those_of_the_document()
    {
        string[] names =
        [
            "Connect", "Execute", "Disconnect", "NotificationWait", "PING", "Bind", "Unbind", "CompareMIds", "DNToMId", "GetMatches", "GetPropList", "GetProps", "GetSpecialTable",
            "GetTemplateInfo", "ModLinkAtt", "ModProps", "QueryColumns", "QueryRows", "ResolveNames", "ResortRestriction", "SeekEntries", "UpdateStat", "GetMailboxUrl", "GetAddressBookUrl",
        ];
        Assert.Equal(names, Enum.GetValues<MapiHttpRequest>().Select(type => type.HeaderValue()));
    }

    [Fact]
    public void Header_value_parses_back_whatever_its_case()
    {
        foreach (var type in Enum.GetValues<MapiHttpRequest>())
        {
            Assert.True(MapiHttpRequests.TryParse(type.HeaderValue().ToUpperInvariant(), out var parsed));
            Assert.Equal(type, parsed);
        }

        Assert.False(MapiHttpRequests.TryParse("3", out _));
        Assert.False(MapiHttpRequests.TryParse(null, out _));
    }

    [Fact]
    public void Ping_alone_belongs_to_both_endpoints()
    {
        var both = Enum.GetValues<MapiHttpRequest>().Where(type => type.IsForMailbox() && type.IsForAddressBook());
        Assert.Equal([MapiHttpRequest.PING], both);
        Assert.True(MapiHttpRequest.Execute.IsForMailbox());
        Assert.True(MapiHttpRequest.DNToMId.IsForAddressBook());
    }

    [Fact]
    public void Response_codes_keep_their_numbers()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18], Enum.GetValues<MapiHttpResponseCode>().Select(code => (int)code));
    }
}
