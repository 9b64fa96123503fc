using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>What a calendar object itself does not say.</summary>
public sealed record AppointmentConversionOptions
{
    /// <summary>The addresses of the mailbox's owner: they tell whether a meeting is his own and what he answered.</summary>
    public IReadOnlyCollection<string> OwnerAddresses { get; init; } = [];

    /// <summary>The present: a recurring reminder signals for the next instance after it.</summary>
    public required Instant Now { get; init; }

    /// <summary>Most items into which a series is split whose rule MAPI cannot express.</summary>
    public int MaxSingleInstances { get; init; } = 400;

    /// <summary>Bound of the work of expanding rules; see RecurrenceBudget.</summary>
    public int ExpansionSteps { get; init; } = 200_000;
}
