namespace Mapigate.Backends.Local.Maildir;

/// <summary>A line of dovecot-uidlist.</summary>
/// <param name="Uid">UID.</param>
/// <param name="Extensions">What stands between UID and name, kept as it is: words of a letter and a value, such as G for a GUID that differs from the name.</param>
/// <param name="BaseName">File name without flags.</param>
internal sealed record UidRecord(uint Uid, string Extensions, string BaseName)
{
    /// <summary>What names the content wherever it lies: Dovecot's X-GUID.</summary>
    public string ObjectId => Extensions.Split(' ').FirstOrDefault(word => word.Length > 1 && word[0] == 'G') is { } guid ? guid[1..] : BaseName;

    public string Line => Extensions.Length == 0 ? $"{Uid} :{BaseName}\n" : $"{Uid} {Extensions} :{BaseName}\n";
}
