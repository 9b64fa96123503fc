using System.Collections.Frozen;
using NodaTime.TimeZones;

namespace Mapigate.Formats.ICalendar;

/// <summary>Names of time zones: IANA, Windows, and the ways in which calendars write either.</summary>
public static class TimeZoneNames
{
    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;

    private static readonly FrozenDictionary<string, string> IanaIds = Source.GetIds().ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> WindowsToIana =
        Source.WindowsMapping.PrimaryMapping.ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> WindowsIds = Source.WindowsMapping.PrimaryMapping.Keys.ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> IanaToWindows = BuildIanaToWindows();

    /// <summary>The IANA id that a TZID stands for, or null: an IANA or Windows id, alone or behind a vendor's path.</summary>
    public static string? ToIana(string timeZoneId)
    {
        var name = timeZoneId.Trim().Trim('"');
        if (name.Length is 0 or > 200)
        {
            return null;
        }

        if (Lookup(name) is { } known)
        {
            return known;
        }

        // RFC 5545 3.8.3.1: a leading solidus marks a registry's name; the zone's own name has one, two or three parts at the end.
        var at = name.Length;
        for (var parts = 0; parts < 3 && at > 0; parts++)
        {
            at = name.LastIndexOf('/', at - 1);
            if (at < 0)
            {
                break;
            }

            if (Lookup(name[(at + 1)..]) is { } suffix)
            {
                return suffix;
            }
        }

        return null;
    }

    /// <summary>The Windows id of a zone, or null: [MS-OXOCAL] names zones by it.</summary>
    public static string? ToWindows(string timeZoneId)
    {
        if (WindowsIds.TryGetValue(timeZoneId.Trim(), out var windows))
        {
            return windows;
        }

        return ToIana(timeZoneId) is { } iana && IanaToWindows.TryGetValue(iana, out var mapped) ? mapped : null;
    }

    private static string? Lookup(string name)
    {
        if (IanaIds.TryGetValue(name, out var iana))
        {
            return iana;
        }

        return WindowsToIana.GetValueOrDefault(name);
    }

    private static FrozenDictionary<string, string> BuildIanaToWindows()
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (iana, windows) in Source.TzdbToWindowsIds)
        {
            map.TryAdd(iana, windows);
        }

        foreach (var (alias, canonical) in Source.CanonicalIdMap)
        {
            if (map.TryGetValue(canonical, out var windows))
            {
                map.TryAdd(alias, windows);
            }
        }

        return map.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
