using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>The folder that a connection has selected, as far as the server has told. RFC 3501 6.3.1, 7.3</summary>
internal sealed class SelectedFolder(string path)
{
    public string Path { get; } = path;

    public uint UidValidity { get; set; }

    /// <summary>Zero where not told.</summary>
    public uint UidNext { get; set; }

    /// <summary>Zero where the folder has no mod-sequences.</summary>
    public ulong HighestModSeq { get; set; }

    public uint Exists { get; set; }

    public bool IsReadOnly { get; set; }

    /// <summary>Keywords that the folder has not seen yet can be set.</summary>
    public bool AcceptsKeywords { get; set; } = true;

    /// <summary>Follows what the server tells unasked.</summary>
    public void Observe(in UntaggedResponse response)
    {
        if (response.Is("EXISTS"u8))
        {
            Exists = response.Number;
        }
        else if (response.Is("EXPUNGE"u8))
        {
            Exists -= Math.Min(Exists, 1);
        }
        else if (response.Is("VANISHED"u8) && !response.Arguments.StartsWith("("u8))
        {
            foreach (var (first, last) in UidRanges.Parse(response.Arguments))
            {
                Exists -= Math.Min(Exists, (last >= first ? last - first : first - last) + 1);
            }
        }
    }
}
