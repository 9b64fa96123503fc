using Mapigate.Mapi.Wire.OxcData;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>What an appointment itself does not say.</summary>
public sealed record AppointmentComposeOptions
{
    /// <summary>UID where the appointment has no PidLidGlobalObjectId.</summary>
    public required string Uid { get; init; }

    /// <summary>DTSTAMP.</summary>
    public required Instant Stamp { get; init; }

    /// <summary>The owner's zone: that of an appointment which names none.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>The owner's addresses: his answer to a meeting of another stands at the attendee that he is.</summary>
    public IReadOnlyCollection<string> OwnerAddresses { get; init; } = [];

    /// <summary>The SMTP address of a recipient or sender that is known by another kind of address (EX); null where it is unknown.</summary>
    public Func<PropertyBag, string?>? ResolveAddress { get; init; }
}
