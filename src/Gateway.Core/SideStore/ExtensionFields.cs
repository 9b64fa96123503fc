using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>The extension fields of one mailbox's objects: written under its seal, believed under no other. Without a seal there are none.</summary>
internal sealed class ExtensionFields(ExtensionSeal? seal)
{
    /// <summary>The field of the object; null where it has nothing to say.</summary>
    /// <param name="properties">Properties with names in the place of this mailbox's ids.</param>
    /// <param name="boundTo">Message-ID or UID.</param>
    public string? Seal(PropertyBag properties, string boundTo) =>
        seal is not null && ExtensionField.Encode(properties, out _) is { } content ? seal.Seal(content, boundTo) : null;

    /// <summary>What a field says; null where it is not this mailbox's own word about that object.</summary>
    public PropertyBag? Open(string text, string boundTo) =>
        seal?.Open(text, boundTo) is { } content ? ExtensionField.Decode(content) : null;

    /// <summary>The same for the header fields of a mail. A second field of that name is a stranger's doing as much as a first may be: none counts then.</summary>
    public PropertyBag? OpenHeader(ReadOnlyMemory<byte> header, string? messageId)
    {
        if (seal is null || messageId is null || header.Span.IndexOf("apigate:"u8) < 0)
            return null;
        var fields = HeaderList.Parse(header).Where(f => f.Name.Equals(ExtensionField.Header, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return fields is [var field] ? Open(field.Value, messageId) : null;
    }
}
