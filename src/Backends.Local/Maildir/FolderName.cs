using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// Folder paths and their folders on disk: "A/B" is ".A.B", each part in modified UTF-7 (RFC 3501 5.1.3). A dot or backslash within a part and a leading tilde are written
/// as backslash and two hexadecimal digits, as Dovecot's listescape plug-in does.
/// </summary>
internal static class FolderName
{
    public const char Delimiter = '/';

    public const string Inbox = "INBOX";

    private const int LongestFolder = 240;
    private const int LongestPath = 500;
    private const int MostParts = 30;

    /// <summary>The path in the one spelling that names the folder: INBOX knows no case.</summary>
    /// <exception cref="BackendException">Refused: no folder can have that name.</exception>
    public static string Check(string path)
    {
        if (path.Length is 0 or > LongestPath || path.Count(c => c == Delimiter) >= MostParts || path.Any(char.IsControl) || !IsUnicode(path)
            || path.Split(Delimiter).Any(part => part.Length == 0 || part.Trim().Length == 0))
            throw new BackendException(BackendError.Refused, "No folder can have that name.");
        if (path.Equals(Inbox, StringComparison.OrdinalIgnoreCase))
            return Inbox;
        path = path.StartsWith("INBOX/", StringComparison.OrdinalIgnoreCase) ? string.Concat(Inbox, path.AsSpan(5)) : path;
        return ToFolder(path).Length <= LongestFolder ? path : throw new BackendException(BackendError.Refused, "The folder's name is too long.");
    }

    /// <summary>Name of the folder on disk; empty for INBOX, which is the root itself.</summary>
    public static string ToFolder(string path) => path == Inbox ? "" : string.Concat(path.Split(Delimiter).Select(part => "." + EncodePart(part)));

    /// <summary>The path of a folder on disk; null where its name cannot come from <see cref="ToFolder"/> or Dovecot.</summary>
    public static string? ToPath(string folder)
    {
        if (folder.Length < 2 || folder[0] != '.')
            return null;
        var parts = folder[1..].Split('.');
        var decoded = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (DecodePart(parts[i]) is not { Length: > 0 } part)
                return null;
            decoded[i] = part;
        }

        var path = string.Join(Delimiter, decoded);
        return ToFolder(path) == folder ? path : null;
    }

    public static string EncodePart(string part)
    {
        var escaped = new StringBuilder(part.Length + 8);
        foreach (var c in part)
        {
            if (c is '.' or '\\' || (c == '~' && escaped.Length == 0))
                escaped.Append(CultureInfo.InvariantCulture, $"\\{(int)c:x2}");
            else
                escaped.Append(c);
        }

        return ModifiedUtf7.Encode(escaped.ToString());
    }

    public static string? DecodePart(string part)
    {
        if (ModifiedUtf7.Decode(part) is not { } text || text.Contains(Delimiter) || text.Any(char.IsControl))
            return null;
        if (!text.Contains('\\'))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 2;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    private static bool IsUnicode(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (char.IsSurrogate(path[i]) && !(i + 1 < path.Length && char.IsSurrogatePair(path[i], path[++i])))
                return false;
        }

        return true;
    }
}
