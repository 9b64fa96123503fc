using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// Finds a mail again after its folder was numbered anew: by Message-ID, date and size; where it has no Message-ID, by the name that the server gives its content.
/// </summary>
internal static class ContentMatch
{
    /// <summary>A number that is the same for the same mail; zero where nothing names it.</summary>
    public static ulong Of(ItemRecord item) => Of(
        Text(item, PidTag.InternetMessageId) as string, Text(item, PidTag.MessageSize) as int? ?? 0, Text(item, PidTag.MessageDeliveryTime) as FileTime?, item.ObjectId);

    /// <param name="summary">The mail as its server tells of it.</param>
    /// <param name="properties">The same as properties.</param>
    public static ulong Of(MailSummary summary, PropertyBag properties) => Of(
        properties.Get<string>(PidTag.InternetMessageId), properties.Get<int>(PidTag.MessageSize), properties[PidTag.MessageDeliveryTime] as FileTime?, summary.ObjectId);

    private static object? Text(ItemRecord item, PropertyTag tag) => PropertyBlob.TryGet(item.Summary.Span, tag, out var value) ? value : null;

    private static ulong Of(string? messageId, int size, FileTime? received, string? objectId)
    {
        var name = messageId is not null ? string.Create(CultureInfo.InvariantCulture, $"M{size} {received?.Value} {messageId}") : objectId is not null ? $"O{objectId}" : null;
        return name is null ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) | 1;
    }
}
