using Mapigate.Backends.Items;
using Mapigate.Conversion;
using Mapigate.Conversion.Calendar;
using Mapigate.Conversion.Tasks;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Tasks as VTODOs. [MS-OXOTASK]</summary>
internal sealed class TaskFormat : ItemFormat
{
    public override ItemKinds Kind => ItemKinds.Tasks;

    public override string MessageClass => "IPM.Task";

    public override string ContainerClass => "IPF.Task";

    public override string MediaType => "text/calendar";

    public override string Extension => ".ics";

    public override IReadOnlyList<CalendarItem> Convert(ReadOnlySpan<byte> content, Mailbox mailbox) =>
        TaskObjects.Convert(content, mailbox.Options.TimeZone) is { } task ? [new CalendarItem(null, task)] : [];

    public override byte[] Compose(ConvertedItem item, string uid, Mailbox mailbox) => TaskObjects.Compose(item, default, uid, mailbox.Options.TimeZone, mailbox.Time.GetUtcNow());

    public override byte[]? Change(ReadOnlySpan<byte> content, string? instance, ConvertedItem after, Mailbox mailbox) =>
        TaskObjects.UidOf(content) is { } uid ? TaskObjects.Compose(after, content, uid, mailbox.Options.TimeZone, mailbox.Time.GetUtcNow()) : null;

    public override byte[]? RemoveInstance(ReadOnlySpan<byte> content, string instance, Mailbox mailbox) => null;

    public override string Overview(ConvertedItem item, Mailbox mailbox) => item.Properties.Get<string>(PidTag.Subject) ?? "";

    public override string? UidOf(ReadOnlySpan<byte> content) => TaskObjects.UidOf(content);

    public override byte[] WithUid(ReadOnlySpan<byte> content, string uid) => CalendarObjects.WithUid(content, uid);
}
