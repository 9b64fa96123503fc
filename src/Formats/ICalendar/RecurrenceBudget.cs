namespace Mapigate.Formats.ICalendar;

/// <summary>Bounds the work of expansions: each period looked at and each instance made takes one step. Share one among the rules of a request.</summary>
public sealed class RecurrenceBudget(int steps = RecurrenceBudget.DefaultSteps)
{
    public const int DefaultSteps = 500_000;

    private int _remaining = steps;

    /// <summary>Whether an expansion ended because the steps were used up, so that instances may be missing.</summary>
    public bool IsExhausted { get; private set; }

    internal bool Take(int steps = 1)
    {
        if (_remaining < steps)
        {
            IsExhausted = true;
            return false;
        }

        _remaining -= steps;
        return true;
    }
}
