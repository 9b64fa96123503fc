using Mapigate.Backends.Items;
using Mapigate.Conversion;
using Mapigate.Conversion.Calendar;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>A kind of item that has an open format of its own and collections at the item server: appointments, contacts and tasks.</summary>
internal abstract class ItemFormat
{
    public static readonly ItemFormat Appointment = new AppointmentFormat();

    public static readonly ItemFormat Contact = new ContactFormat();

    public static readonly ItemFormat Task = new TaskFormat();

    private static readonly ItemFormat[] All = [Appointment, Contact, Task];

    /// <summary>Classes of items whose natural home is no mail folder, with or without a format of their own. [MS-OXOSFLD] 2.2.8 speaks of the folders'.</summary>
    private static readonly string[] ItemClasses = ["IPM.Appointment", "IPM.Contact", "IPM.DistList", "IPM.Task", "IPM.StickyNote", "IPM.Activity"];

    public abstract ItemKinds Kind { get; }

    public abstract string MessageClass { get; }

    public abstract string ContainerClass { get; }

    public abstract string MediaType { get; }

    public string ContentType => $"{MediaType}; charset=utf-8";

    /// <summary>Ending of file names and hrefs, with its dot.</summary>
    public abstract string Extension { get; }

    /// <summary>Name of the part that carries such an object in a mail folder.</summary>
    public string CarriedName => "item" + Extension;

    /// <summary>The format of that message class; null where it has none.</summary>
    public static ItemFormat? OfClass(string? messageClass) => Array.Find(All, f => IsOf(messageClass, f.MessageClass));

    /// <summary>The format of the items of such folders; null for mail folders and those without a format.</summary>
    public static ItemFormat? OfContainer(string? containerClass) => Array.Find(All, f => IsOf(containerClass, f.ContainerClass));

    /// <summary>The message is an item: it stays one in whatever folder it lies.</summary>
    public static bool IsItem(string? messageClass) => Array.Exists(ItemClasses, c => IsOf(messageClass, c));

    /// <summary>The items that a stored object is: mostly one.</summary>
    public abstract IReadOnlyList<CalendarItem> Convert(ReadOnlySpan<byte> content, Mailbox mailbox);

    public abstract byte[] Compose(ConvertedItem item, string uid, Mailbox mailbox);

    /// <summary>The stored object with what was changed; null where it holds no such item.</summary>
    public abstract byte[]? Change(ReadOnlySpan<byte> content, string? instance, ConvertedItem after, Mailbox mailbox);

    /// <summary>The object without one of its instances; null where nothing would be left of it.</summary>
    public abstract byte[]? RemoveInstance(ReadOnlySpan<byte> content, string instance, Mailbox mailbox);

    /// <summary>The item as a few lines of text.</summary>
    public abstract string Overview(ConvertedItem item, Mailbox mailbox);

    public abstract string? UidOf(ReadOnlySpan<byte> content);

    /// <summary>The same object as another one.</summary>
    public abstract byte[] WithUid(ReadOnlySpan<byte> content, string uid);

    /// <summary>Two contents are the same items, however they are written.</summary>
    public bool IsSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, Mailbox mailbox)
    {
        if (one.SequenceEqual(other))
            return true;
        var (ones, others) = (Convert(one, mailbox), Convert(other, mailbox));
        return ones.Count == others.Count && ones.Zip(others).All(pair => pair.First.Instance == pair.Second.Instance && IsSame(pair.First.Item.Properties, pair.Second.Item.Properties));
    }

    private static bool IsSame(PropertyBag one, PropertyBag other) =>
        PropertyBlob.IsSame(PropertyBlob.Encode(one), other)
        && one.Named.Count == other.Named.Count
        && one.Named.All(n => other.Named.TryGetValue(n.Key, out var same) && same.Type == n.Value.Type && Encoded(n.Value).SequenceEqual(Encoded(same)));

    private static byte[] Encoded((PropertyType Type, object Value) named) => PropertyBlob.Encode([new PropertyValue(new PropertyTag(NamedPropertyMap.FirstId, named.Type), named.Value)]);

    private static bool IsOf(string? text, string kind) =>
        text is not null && text.StartsWith(kind, StringComparison.OrdinalIgnoreCase) && (text.Length == kind.Length || text[kind.Length] == '.');
}
