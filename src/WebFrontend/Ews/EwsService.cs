using System.Xml;
using System.Xml.Linq;
using Mapigate.WebFrontend.Authentication;
using Microsoft.Extensions.Logging;

namespace Mapigate.WebFrontend.Ews;

/// <summary>
/// Exchange Web Services, of which Outlook calls a few beside MAPI. None is served yet; each call is answered by a fault that says so, with status 200:
/// Outlook takes status 500 for a refused password and asks for it without end. The fault's shape is that of [MS-OXWUMS] 2.2.2.
/// </summary>
internal sealed partial class EwsService(ILogger<EwsService> logger)
{
    private const int LongestName = 100;
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Types = "http://schemas.microsoft.com/exchange/services/2006/types";
    private const string Errors = "http://schemas.microsoft.com/exchange/services/2006/errors";

    private static readonly XNamespace Messages = "http://schemas.microsoft.com/exchange/services/2006/messages";

    public Task AnswerAsync(WebCall call)
    {
        var operation = call.Body is { Length: > 0 } body ? ReadOperation(body) : null;
        Log.Refused(logger, operation ?? "no operation", call.User.Address);
        return ResponseXml.WriteAsync(call.Http, writer =>
        {
            if (operation is null)
            {
                WriteFault(writer, "ErrorInvalidRequest", "The request is invalid.");
            }
            else
            {
                WriteFault(writer, "ErrorInvalidOperation", $"The operation {operation} is not supported.");
            }
        });
    }

    /// <summary>Name of the first element in the SOAP body; null where this is no EWS request.</summary>
    private static string? ReadOperation(ReadOnlyMemory<byte> body)
    {
        var envelope = RequestXml.Read(body);
        return envelope?.Elements().FirstOrDefault(e => e.Name.LocalName == "Body")?.Elements().FirstOrDefault() is { } operation && operation.Name.Namespace == Messages && operation.Name.LocalName.Length <= LongestName
            ? operation.Name.LocalName
            : null;
    }

    private static void WriteFault(XmlWriter writer, string code, string message)
    {
        writer.WriteStartElement("s", "Envelope", Soap);
        writer.WriteStartElement("s", "Body", Soap);
        writer.WriteStartElement("s", "Fault", Soap);
        writer.WriteStartElement("faultcode");
        writer.WriteAttributeString("xmlns", "a", null, Types);
        writer.WriteString($"a:{code}");
        writer.WriteEndElement();
        writer.WriteStartElement("faultstring");
        writer.WriteAttributeString("xml", "lang", null, "en-US");
        writer.WriteString(message);
        writer.WriteEndElement();
        writer.WriteStartElement("detail");
        writer.WriteElementString("e", "ResponseCode", Errors, code);
        writer.WriteElementString("e", "Message", Errors, message);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static partial class Log
    {
        [LoggerMessage(4020, LogLevel.Debug, "EWS {Operation} of {User} is not served")]
        public static partial void Refused(ILogger logger, string operation, string user);
    }
}
