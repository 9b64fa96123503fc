using System.Xml;
using System.Xml.Linq;

namespace Mapigate.Mapi.Client.Discovery;

/// <summary>One response: settings, another address, another place, or a fault. [MS-OXDSCLI] 2.2.4.1.1</summary>
internal sealed record AutodiscoverResponse(AutodiscoverSettings? Settings, string? RedirectAddress, Uri? RedirectUrl)
{
    /// <summary>Longest response in characters.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <exception cref="AutodiscoverException">The response is a fault, or nothing that this reads.</exception>
    public static AutodiscoverResponse Parse(Stream xml)
    {
        var root = Load(xml).Root ?? throw new AutodiscoverException("The Autodiscover response is empty");
        if (Find(root, "Error") is { } error)
        {
            var code = int.TryParse(Text(error, "ErrorCode"), out var number) ? number : (int?)null;
            throw new AutodiscoverException($"Autodiscover answered with error {code}: {Text(error, "Message")}", code);
        }

        var account = Find(root, "Account") ?? throw new AutodiscoverException("The Autodiscover response has no Account");
        return Text(account, "Action") switch
        {
            "redirectAddr" => new AutodiscoverResponse(null, Text(account, "RedirectAddr"), null),
            "redirectUrl" => new AutodiscoverResponse(null, null, Address(Text(account, "RedirectUrl"))),
            _ => new AutodiscoverResponse(ReadSettings(root, account), null, null),
        };
    }

    private static XDocument Load(Stream xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxLength };
        try
        {
            using var reader = XmlReader.Create(xml, settings);
            return XDocument.Load(reader);
        }
        catch (XmlException e)
        {
            throw new AutodiscoverException($"The Autodiscover response is no XML: {e.Message}", null, e);
        }
    }

    private static AutodiscoverSettings ReadSettings(XElement root, XElement account)
    {
        var protocol = account.Elements().FirstOrDefault(static e => e.Name.LocalName == "Protocol" && string.Equals((string?)e.Attribute("Type"), "mapiHttp", StringComparison.OrdinalIgnoreCase))
            ?? throw new AutodiscoverException("The server offers no MAPI over HTTP");
        var user = Find(root, "User");
        return new AutodiscoverSettings(
            DisplayName: Text(user, "DisplayName") ?? string.Empty,
            LegacyDn: Text(user, "LegacyDN") ?? throw new AutodiscoverException("The Autodiscover response has no LegacyDN"),
            SmtpAddress: Text(user, "AutoDiscoverSMTPAddress"),
            MailStore: Endpoint(protocol, "MailStore") ?? throw new AutodiscoverException("The Autodiscover response has no MailStore address"),
            AddressBook: Endpoint(protocol, "AddressBook"),
            AlternativeMailboxes: [.. account.Elements().Where(static e => e.Name.LocalName == "AlternativeMailbox").Select(static e =>
                new AlternativeMailbox(Text(e, "Type") ?? string.Empty, Text(e, "DisplayName"), Text(e, "LegacyDN"), Text(e, "SmtpAddress")))]);
    }

    private static Uri? Endpoint(XElement protocol, string name)
    {
        var endpoint = protocol.Elements().FirstOrDefault(e => e.Name.LocalName == name);
        return Address(Text(endpoint, "ExternalUrl") ?? Text(endpoint, "InternalUrl"));
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;

    private static XElement? Find(XElement root, string name) => root.Descendants().FirstOrDefault(e => e.Name.LocalName == name);

    private static string? Text(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
