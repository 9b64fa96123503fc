using System.Text.Json;

namespace Mapigate.WebFrontend.Tests.Autodiscover;

public sealed class JsonServiceTests
{
    [Theory]
    [InlineData("/autodiscover/autodiscover.json?Email=alice%40example.test&Protocol=AutodiscoverV1", "AutodiscoverV1", "https://mail.example.test/autodiscover/autodiscover.xml")]
    [InlineData("/Autodiscover/Autodiscover.JSON?email=alice@example.test&protocol=autodiscoverv1&RedirectCount=1", "AutodiscoverV1", "https://mail.example.test/autodiscover/autodiscover.xml")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/alice@example.test?Protocol=EWS", "EWS", "https://mail.example.test/EWS/Exchange.asmx")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/alice%40example.test?Protocol=ews", "EWS", "https://mail.example.test/EWS/Exchange.asmx")]
    public async Task Get_service_that_is_there_names_its_address_to_anybody(string path, string protocol, string url)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync("GET", path, authorization: null);

        Assert.Equal((200, "application/json"), (reply.Status, reply.MediaType));
        Assert.Equal(new Dictionary<string, string> { ["Protocol"] = protocol, ["Url"] = url }, JsonSerializer.Deserialize<Dictionary<string, string>>(reply.Body));
        Assert.Empty(frontend.Proven);
    }

    [Theory]
    [InlineData("?Email=a@example.test&Protocol=ActiveSync", "ProtocolNotSupported")]
    [InlineData("?Email=a@example.test&Protocol=REST", "ProtocolNotSupported")]
    [InlineData("?Email=a@example.test&Protocol=%22%3Cx%3E", "ProtocolNotSupported")]
    [InlineData("/v1.0/a@example.test?Protocol=Substrate", "ProtocolNotSupported")]
    [InlineData("?Email=a@example.test", "MandatoryParameterMissing")]
    [InlineData("?Email=a@example.test&Protocol=", "MandatoryParameterMissing")]
    [InlineData("?Protocol=EWS", "MandatoryParameterMissing")]
    [InlineData("", "MandatoryParameterMissing")]
    [InlineData("/v1.0/a@example.test", "MandatoryParameterMissing")]
    public async Task Get_what_is_not_there_is_refused(string asked, string code)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync("GET", "/autodiscover/autodiscover.json" + asked, authorization: null);

        Assert.Equal((400, "application/json"), (reply.Status, reply.MediaType));
        var members = JsonSerializer.Deserialize<Dictionary<string, string>>(reply.Body)!;
        Assert.Equal(code, members["ErrorCode"]);
        Assert.NotEmpty(members["ErrorMessage"]);
    }
}
