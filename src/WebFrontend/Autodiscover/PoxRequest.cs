using System.Xml.Linq;

namespace Mapigate.WebFrontend.Autodiscover;

/// <summary>What an Autodiscover request asks. [MS-OXDSCLI] 2.2.3</summary>
/// <param name="Address">EMailAddress; null where the request has none.</param>
/// <param name="LegacyDn">LegacyDN, which counts more than the address; null where the request has none.</param>
/// <param name="ResponseSchema">AcceptableResponseSchema: the kind of answer that the client can read.</param>
internal sealed record PoxRequest(string? Address, string? LegacyDn, string ResponseSchema)
{
    /// <summary>The answer that Outlook reads.</summary>
    public const string OutlookSchema = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    /// <returns>Null where it is not such a request.</returns>
    public static PoxRequest? Read(ReadOnlyMemory<byte>? body)
    {
        if (body is not { } octets || RequestXml.Read(octets) is not { Name.LocalName: "Autodiscover" } root || Child(root, "Request") is not { } request)
        {
            return null;
        }

        var address = Text(request, "EMailAddress");
        var legacyDn = Text(request, "LegacyDN");
        return Text(request, "AcceptableResponseSchema") is { } schema && (address ?? legacyDn) is not null
            ? new PoxRequest(address, legacyDn, schema)
            : null;
    }

    // Clients differ in the namespace that they write; the names are what counts.
    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static string? Text(XElement parent, string name) => Child(parent, name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
