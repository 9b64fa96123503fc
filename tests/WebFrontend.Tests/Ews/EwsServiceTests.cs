using System.Xml.Linq;

namespace Mapigate.WebFrontend.Tests.Ews;

public sealed class EwsServiceTests
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Errors = "http://schemas.microsoft.com/exchange/services/2006/errors";

    [Theory]
    [InlineData("POST", "/EWS/Exchange.asmx", "GetUserOofSettings", "ErrorInvalidOperation")]
    [InlineData("POST", "/ews/exchange.asmx", "GetAppMarketplaceUrl", "ErrorInvalidOperation")]
    [InlineData("POST", "/EWS/Anything/else", "FindPeople", "ErrorInvalidOperation")]
    public async Task Call_of_any_operation_is_a_fault_with_status_200(string method, string path, string operation, string code)
    {
        await using var frontend = await RunningFrontend.StartAsync();
        var body = "<?xml version=\"1.0\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header><x/></soap:Header>"
            + $"<soap:Body><m:{operation} xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"/></soap:Body></soap:Envelope>";

        var reply = await frontend.SendAsync(method, path, body);

        Assert.Equal((200, "text/xml"), (reply.Status, reply.MediaType));
        var fault = Fault(reply);
        Assert.Equal(["faultcode", "faultstring", "detail"], fault.Elements().Select(e => e.Name.ToString()));
        // The code is a qualified name: its prefix must be bound where it is used.
        var faultCode = fault.Element("faultcode")!;
        Assert.Equal("a:" + code, faultCode.Value);
        Assert.Equal("http://schemas.microsoft.com/exchange/services/2006/types", faultCode.GetNamespaceOfPrefix("a")!.NamespaceName);
        Assert.Equal(code, fault.Element("detail")!.Element(Errors + "ResponseCode")!.Value);
        Assert.Contains(operation, fault.Element("faultstring")!.Value);
    }

    [Theory]
    [InlineData("POST", "hello")]
    [InlineData("POST", "")]
    [InlineData("POST", "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>")]
    [InlineData("POST", "<!DOCTYPE x><x/>")]
    [InlineData("GET", null)]
    [InlineData("PUT", "x")]
    public async Task Call_that_is_none_is_a_fault_too(string method, string? body)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync(method, "/EWS/Exchange.asmx", body);

        Assert.Equal(200, reply.Status);
        Assert.Equal("ErrorInvalidRequest", Fault(reply).Element("detail")!.Element(Errors + "ResponseCode")!.Value);
    }

    [Fact]
    public async Task Call_without_password_is_challenged()
    {
        await using var frontend = await RunningFrontend.StartAsync();

        Assert.Equal(401, (await frontend.SendAsync("POST", "/EWS/Exchange.asmx", "<x/>", authorization: null)).Status);
    }

    private static XElement Fault(RunningFrontend.Reply reply) =>
        Assert.Single(XElement.Parse(reply.Body).Element(Soap + "Body")!.Elements(), e => e.Name == Soap + "Fault");
}
