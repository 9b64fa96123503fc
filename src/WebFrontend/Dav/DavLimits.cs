namespace Mapigate.WebFrontend.Dav;

/// <summary>What one request may ask for.</summary>
internal static class DavLimits
{
    /// <summary>Largest XML body, in bytes: a multiget of the most items with long names.</summary>
    public const int LargestXml = 2 * 1024 * 1024;

    /// <summary>Largest calendar object or contact, in bytes.</summary>
    public const int LargestItem = 10 * 1024 * 1024;

    /// <summary>Items that one multiget may name.</summary>
    public const int MostHrefs = 10_000;

    /// <summary>Properties that one request may name; every item's answer repeats those that it lacks.</summary>
    public const int MostProperties = 100;

    /// <summary>Conditions of one filter, of all levels.</summary>
    public const int MostConditions = 100;

    /// <summary>Instances that expanding one item may write.</summary>
    public const int MostInstances = 2_000;

    /// <summary>Work of finding instances in one request; see RecurrenceBudget.</summary>
    public const int RecurrenceSteps = 2_000_000;

    /// <summary>Longest path, in characters.</summary>
    public const int LongestPath = 4096;

    /// <summary>How often an unconditional write is tried again when somebody else wrote in between.</summary>
    public const int Attempts = 5;
}
