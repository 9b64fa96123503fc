namespace Mapigate.Backends.CalDav;

/// <summary>Entity tags in one spelling: quoted, a weak one marked by W/ (RFC 9110 8.8.3). A weak tag tells that an item changed, but is no condition for writing.</summary>
internal static class DavETag
{
    private const int LongestTag = 1024;
    private const string WeakMark = "W/";

    // What Apache and nginx's brotli module put behind the tag of a body that they compressed.
    private static readonly string[] CompressionMarks = ["-gzip", ";gzip", "-br", "-deflate", "--gzip"];

    /// <summary>A tag as a property gives it.</summary>
    /// <returns>Null where the text is no tag.</returns>
    public static string? Read(string? text)
    {
        var tag = text?.Trim() ?? "";
        var mark = IsWeak(tag) ? WeakMark : "";
        tag = tag[mark.Length..];
        if (tag.Length is 0 or > LongestTag)
        {
            return null;
        }

        // In properties some servers leave the quotes out.
        tag = Opaque(tag);
        foreach (var c in tag)
        {
            if (c is '"' or <= ' ' or '\x7F')
            {
                return null;
            }
        }

        return $"{mark}\"{tag}\"";
    }

    /// <summary>A tag as the header of an answer with a body gives it.</summary>
    public static string? ReadHeader(string? text)
    {
        if (Read(text) is not { } tag)
        {
            return null;
        }

        var mark = CompressionMarks.FirstOrDefault(m => tag.EndsWith(m + '"', StringComparison.OrdinalIgnoreCase));
        return mark is null ? tag : tag[..^(mark.Length + 1)] + '"';
    }

    /// <summary>The tag by which a server says that it stored exactly what was sent: a strong one (RFC 4791 5.3.4).</summary>
    public static string? ReadStrong(string? text) => Read(text) is { } tag && !IsWeak(tag) ? tag : null;

    public static bool IsWeak(string tag) => tag.StartsWith(WeakMark, StringComparison.Ordinal);

    /// <summary>Weak comparison (RFC 9110 8.8.3.2).</summary>
    public static bool IsSame(string? one, string? other) =>
        one is not null && other is not null && Opaque(one.AsSpan(IsWeak(one) ? 2 : 0)).SequenceEqual(Opaque(other.AsSpan(IsWeak(other) ? 2 : 0)));

    private static string Opaque(string tag) => Opaque(tag.AsSpan()).ToString();

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => tag.Length > 1 && tag[0] == '"' && tag[^1] == '"' ? tag[1..^1] : tag;
}
