using System.Globalization;
using System.Xml;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.WebFrontend.Autodiscover;

/// <summary>Writes the answers of Autodiscover. [MS-OXDSCLI] 2.2.4</summary>
internal sealed class PoxResponse(WebFrontendOptions options)
{
    private const string OuterSchema = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";

    /// <summary>Settings of one mailbox. [MS-OXDSCLI] 4.4</summary>
    public void WriteSettings(XmlWriter writer, AuthenticatedUser user)
    {
        writer.WriteStartElement("Autodiscover", OuterSchema);
        writer.WriteStartElement("Response", PoxRequest.OutlookSchema);

        writer.WriteStartElement("User", PoxRequest.OutlookSchema);
        Write(writer, "AutoDiscoverSMTPAddress", user.Address);
        // Without a name to show Outlook gives up.
        Write(writer, "DisplayName", user.DisplayName.Length > 0 ? user.DisplayName : user.Address);
        Write(writer, "LegacyDN", user.LegacyDn);
        Write(writer, "DeploymentId", options.DeploymentId.ToString("D"));
        writer.WriteEndElement();

        writer.WriteStartElement("Account", PoxRequest.OutlookSchema);
        Write(writer, "AccountType", "email");
        Write(writer, "Action", "settings");
        Write(writer, "MicrosoftOnline", "False");
        WriteMapiHttp(writer, user);
        writer.WriteEndElement();

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>A refusal. [MS-OXDSCLI] 2.2.4.1.1.3</summary>
    public void WriteError(XmlWriter writer, PoxError error, DateTimeOffset now)
    {
        writer.WriteStartElement("Autodiscover", OuterSchema);
        writer.WriteStartElement("Response", OuterSchema);
        writer.WriteStartElement("Error", OuterSchema);
        writer.WriteAttributeString("Time", now.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        writer.WriteAttributeString("Id", HostHash().ToString(CultureInfo.InvariantCulture));
        writer.WriteElementString("ErrorCode", OuterSchema, ((int)error).ToString(CultureInfo.InvariantCulture));
        writer.WriteElementString("Message", OuterSchema, Message(error));
        writer.WriteElementString("DebugData", OuterSchema, "");
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>
    /// The two addresses of MAPI over HTTP, version 1. It is told to clients that do not announce it too (2.2.4.1.1.2.6): there is no older way in.
    /// </summary>
    private void WriteMapiHttp(XmlWriter writer, AuthenticatedUser user)
    {
        var domain = user.Address[(user.Address.LastIndexOf('@') + 1)..];
        writer.WriteStartElement("Protocol", PoxRequest.OutlookSchema);
        writer.WriteAttributeString("Type", "mapiHttp");
        writer.WriteAttributeString("Version", "1");
        foreach (var (element, endpoint) in (ReadOnlySpan<(string, string)>)[("MailStore", "emsmdb"), ("AddressBook", "nspi")])
        {
            var url = new Uri(options.ExternalUrl, $"/mapi/{endpoint}/?MailboxId={user.MailboxGuid:D}@{domain}").AbsoluteUri;
            writer.WriteStartElement(element, PoxRequest.OutlookSchema);
            Write(writer, "InternalUrl", url);
            Write(writer, "ExternalUrl", url);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void Write(XmlWriter writer, string element, string text) => writer.WriteElementString(element, PoxRequest.OutlookSchema, ResponseXml.Text(text));

    private static string Message(PoxError error) => error switch
    {
        PoxError.AddressNotFound => "The email address can't be found.",
        PoxError.InvalidRequest => "Invalid Request",
        _ => "Provider is not available",
    };

    /// <summary>Tells servers of one site apart; FNV-1a of the host's name.</summary>
    private uint HostHash()
    {
        var hash = 2166136261u;
        foreach (var c in options.ExternalUrl.Host)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
