using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Where a recipient is reached.</summary>
internal static class Recipients
{
    /// <summary>The SMTP address of a recipient of any address type; null where there is none to be found.</summary>
    public static string? SmtpAddressOf(PropertyBag recipient, MailboxOptions options)
    {
        var address = recipient.Get<string>(PidTag.EmailAddress);
        var type = recipient.Get<string>(PidTag.AddressType);
        if (recipient.Get<string>(PidTag.SmtpAddress) is { } smtp && IsAddress(smtp))
            return smtp.Trim();
        if (string.Equals(type, "EX", StringComparison.OrdinalIgnoreCase) || address?.StartsWith('/') == true)
            return address is null ? null : options.AddressOf(address);
        return address is not null && IsAddress(address) ? address.Trim() : null;
    }

    private static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && !text.Any(char.IsControl);
    }
}
