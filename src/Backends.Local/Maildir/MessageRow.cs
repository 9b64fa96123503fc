using System.Globalization;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>One message of a folder as the file names tell of it.</summary>
/// <param name="Uid">UID.</param>
/// <param name="BaseName">File name without its flags.</param>
/// <param name="Info">The flags' letters, ascending: DFPRST for the system flags, a to z for keywords.</param>
/// <param name="IsNew">The file lies in new/, not in cur/.</param>
/// <param name="ModSeq">Mod-sequence of its last change.</param>
internal sealed record MessageRow(uint Uid, string BaseName, string Info, bool IsNew, ulong ModSeq)
{
    /// <summary>Path of the file within the Maildir folder.</summary>
    public string FileName => Path.Combine(IsNew ? "new" : "cur", File.Name);

    public FoundFile File => new(IsNew, Info, IsNew ? BaseName : $"{BaseName}:2,{Info}");

    /// <summary>Bytes of the file, or null where its name does not say so.</summary>
    public long? FileSize => Number(",S=");

    /// <summary>Bytes of the message with CRLF line ends, or null where the file's name does not say so.</summary>
    public long? MessageSize => Number(",W=");

    public bool IsUnseen => !Info.Contains('S');

    public MailFlags Flags(KeywordTable keywords) => MailFlagLetters.Read(Info, keywords);

    private long? Number(string key)
    {
        var begin = BaseName.IndexOf(key, StringComparison.Ordinal);
        if (begin < 0)
            return null;
        var digits = BaseName.AsSpan(begin + key.Length);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
