using Mapigate.Backends.Items;
using Mapigate.Conversion;
using Mapigate.Conversion.Calendar;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Appointments as VEVENTs. [MS-OXCICAL]</summary>
internal sealed class AppointmentFormat : ItemFormat
{
    public override ItemKinds Kind => ItemKinds.Events;

    public override string MessageClass => "IPM.Appointment";

    public override string ContainerClass => "IPF.Appointment";

    public override string MediaType => "text/calendar";

    public override string Extension => ".ics";

    public override IReadOnlyList<CalendarItem> Convert(ReadOnlySpan<byte> content, Mailbox mailbox) =>
        CalendarObjects.Convert(content, mailbox.User.Address, mailbox.Options.TimeZone, mailbox.Time.GetUtcNow());

    public override byte[] Compose(ConvertedItem item, string uid, Mailbox mailbox) => CalendarObjects.Compose(
        item, uid, mailbox.User.Address, mailbox.Options.TimeZone, mailbox.Time.GetUtcNow(), bag => Recipients.SmtpAddressOf(bag, mailbox.Options));

    public override byte[]? Change(ReadOnlySpan<byte> content, string? instance, ConvertedItem after, Mailbox mailbox) => CalendarObjects.Change(
        content, instance, after, mailbox.User.Address, mailbox.Options.TimeZone, mailbox.Time.GetUtcNow(), bag => Recipients.SmtpAddressOf(bag, mailbox.Options));

    public override byte[]? RemoveInstance(ReadOnlySpan<byte> content, string instance, Mailbox mailbox) =>
        CalendarObjects.RemoveInstance(content, instance, mailbox.Options.TimeZone, mailbox.Time.GetUtcNow());

    public override string Overview(ConvertedItem item, Mailbox mailbox) => AppointmentOverview.Of(item, mailbox.Options.TimeZone);

    public override string? UidOf(ReadOnlySpan<byte> content) => CalendarObjects.UidOf(content);

    public override byte[] WithUid(ReadOnlySpan<byte> content, string uid) => CalendarObjects.WithUid(content, uid);
}
