using System.Text;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>Values as people read them.</summary>
internal static class Text
{
    /// <summary>Local time to the minute; empty for none.</summary>
    public static string When(DateTimeOffset? time) => time is { } value ? value.ToLocalTime().ToString("yyyy-MM-dd HH:mm") : string.Empty;

    public static string Size(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => $"{bytes / 1000.0:0.0} kB",
        < 1_000_000_000 => $"{bytes / 1_000_000.0:0.0} MB",
        _ => $"{bytes / 1_000_000_000.0:0.0} GB",
    };

    /// <summary>The identifier that lists print.</summary>
    /// <exception cref="CommandException">The text is none.</exception>
    public static MessageId ParseMessageId(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0
            && ushort.TryParse(text.AsSpan(0, dash), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var replica)
            && ulong.TryParse(text.AsSpan(dash + 1), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var counter) && counter <= GlobalCounter.Max)
            return new MessageId(replica, new GlobalCounter(counter));
        throw new CommandException($"'{text}' is no message id; see: client ls", ExitCodes.Usage);
    }

    /// <summary>A property's value in one line.</summary>
    public static string Value(object value) => value switch
    {
        byte[] bytes => bytes.Length == 0 ? "(empty)" : Convert.ToHexString(bytes),
        string text => $"\"{TextTable.Clean(text)}\"",
        bool flag => flag ? "true" : "false",
        FileTime time => time.ToString(),
        ErrorCode code => $"({code})",
        int number => $"{number} (0x{number:X})",
        Array array => new StringBuilder("[").AppendJoin(", ", array.Cast<object>().Select(Value)).Append(']').ToString(),
        _ => value.ToString() ?? string.Empty,
    };
}
