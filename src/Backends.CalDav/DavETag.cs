namespace Mapigate.Backends.CalDav;

/// <summary>Entity tags in one spelling: quoted, without the mark of weakness that proxies add when they compress (RFC 9110 8.8.3).</summary>
internal static class DavETag
{
    private const int LongestTag = 1024;

    /// <returns>Null where the text is no tag.</returns>
    public static string? Read(string? text)
    {
        var tag = text?.Trim() ?? "";
        tag = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        if (tag.Length is 0 or > LongestTag)
        {
            return null;
        }

        // In properties some servers leave the quotes out.
        tag = tag.Length > 1 && tag[0] == '"' && tag[^1] == '"' ? tag[1..^1] : tag;
        foreach (var c in tag)
        {
            if (c is '"' or <= ' ' or '\x7F')
            {
                return null;
            }
        }

        return $"\"{tag}\"";
    }

    /// <summary>The tag by which a server says that it stored exactly what was sent: a strong one (RFC 4791 5.3.4).</summary>
    public static string? ReadStrong(string? text) => text?.TrimStart().StartsWith("W/", StringComparison.Ordinal) == true ? null : Read(text);
}
