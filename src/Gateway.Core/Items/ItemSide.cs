using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// What is kept beside an object of a collection: the properties that a client has set and that the stored object does not give back. It stands before what the object says, until
/// somebody changes in the object what it speaks of.
/// </summary>
internal static class ItemSide
{
    /// <summary>Bodies, and what tells how they are encoded, always come from the object; so does what follows from others.</summary>
    private static readonly HashSet<ushort> NeverKept = new PropertyTag[]
    {
        PidTag.Body, PidTag.Html, PidTag.RtfCompressed, PidTag.RtfInSync, PidTag.NativeBody, PidTag.InternetCodepage, PidTag.TransportMessageHeaders, PidTag.MessageFlags,
        PidTag.Subject, PidTag.SubjectPrefix, PidTag.NormalizedSubject, PidTag.ConversationTopic,
    }.Select(t => t.Id).ToHashSet();

    /// <summary>What could have to be kept of a message that is saved: what its client has set now, and what was kept so far.</summary>
    public static PropertyBag OfSaved(MessageObject message)
    {
        var before = message.Row is { } row ? PropertyBlob.Decode(row.Record.Side.Span) : new PropertyBag();
        return Kept(message.Bag.Where(v => message.ChangedProperties.Contains(v.Tag.Id) || before.Contains(v.Tag.Id)));
    }

    /// <summary>The same for an item that goes to another collection: all that says something of it, wherever it comes from.</summary>
    public static PropertyBag OfMoved(MessageObject message)
    {
        var before = message.Row is { Record.Href: not null } row ? PropertyBlob.Decode(row.Record.Side.Span) : new PropertyBag();
        return Kept(message.Bag.Where(v => before.Contains(v.Tag.Id) || !StoredItems.IsNoise(v.Tag.Id, v.Value)));
    }

    /// <summary>Of what could have to be kept, that which the stored object does not give back.</summary>
    public static byte[] NotSaid(PropertyBag set, ReadOnlySpan<byte> said)
    {
        var missing = new List<PropertyValue>();
        foreach (var value in set)
        {
            if (!IsSame(PropertyBlob.Encode([value]), said, value.Tag))
                missing.Add(value);
        }

        return PropertyBlob.Encode(missing);
    }

    /// <summary>What still counts after the object was changed by somebody: all but what the object now says otherwise than before.</summary>
    public static PropertyBag StillValid(PropertyBag side, ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
    {
        var valid = new PropertyBag();
        foreach (var (tag, value) in side)
        {
            if (IsSame(before, now, tag))
                valid.Set(tag, value);
        }

        return valid;
    }

    /// <summary>The same where it is not known what the object said before: what it says now counts.</summary>
    public static PropertyBag Unsaid(PropertyBag side, ReadOnlySpan<byte> now)
    {
        var unsaid = new PropertyBag();
        foreach (var (tag, value) in side)
        {
            if (!PropertyBlob.TryGet(now, tag, out _))
                unsaid.Set(tag, value);
        }

        return unsaid;
    }

    private static bool IsSame(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now, PropertyTag tag)
    {
        var isThere = PropertyBlob.TryGet(before, tag, out var was);
        return isThere == PropertyBlob.TryGet(now, tag, out var next)
            && (!isThere || PropertyBlob.Encode([new PropertyValue(tag, was!)]).AsSpan().SequenceEqual(PropertyBlob.Encode([new PropertyValue(tag, next!)])));
    }

    private static PropertyBag Kept(IEnumerable<PropertyValue> values)
    {
        var kept = new PropertyBag();
        foreach (var (tag, value) in values)
        {
            if (!NeverKept.Contains(tag.Id) && !MessageProperties.IsReadOnly(tag.Id) && !MessageSaver.IsLong(value) && tag.Type is not (PropertyType.Null or PropertyType.Object or PropertyType.Unspecified))
                kept.Set(tag.Unicode, value);
        }

        return kept;
    }
}
