using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// The file mapigate-modseq beside Dovecot's: what of a folder stood where at the last look, and each message's mod-sequence. It is only added to, batch by batch, until it
/// is written anew. Lines: "m UID MODSEQ PLACE+FLAGS" for a message (n is new/, c is cur/), "x UIDS" for messages that are gone, and "s ..." with the folder's state, which
/// ends a batch and carries a hash of it; so the last line alone answers for a folder in which nothing changed. Losing it costs nothing but one full look.
/// </summary>
internal sealed class ModSeqJournal(string folder)
{
    private const string FileName = "mapigate-modseq";
    private const int LongestState = 1024;
    private const int FewLines = 4000;

    private readonly string _path = Path.Combine(folder, FileName);
    private FileStamp? _written;
    private int _lines;

    /// <summary>The last state that was written; null where there is none, or a write was torn.</summary>
    public FolderSummary? ReadSummary()
    {
        try
        {
            using var file = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            var tail = new byte[Math.Min(length, LongestState)];
            var read = RandomAccess.Read(file, tail, length - tail.Length);
            var text = Encoding.UTF8.GetString(tail, 0, read);
            return text.EndsWith('\n') ? ReadState(text[(text.LastIndexOf('\n', text.Length - 2) + 1)..^1], batch: null) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The last state with what is known of each message.</summary>
    public (FolderSummary Summary, Dictionary<uint, JournalEntry> Messages)? ReadAll()
    {
        var messages = new Dictionary<uint, JournalEntry>();
        FolderSummary? summary = null;
        (_written, _lines) = (null, 0);
        if (ReadSummary() is null || Posix.Stat(_path) is not { } stamp)
            return null;
        var batch = new StringBuilder();
        foreach (var line in File.ReadLines(_path))
        {
            _lines++;
            if (!line.StartsWith("s ", StringComparison.Ordinal))
            {
                batch.Append(line).Append('\n');
                continue;
            }

            var lines = batch.ToString();
            if (ReadState(line, lines) is not { } state)
                return null;
            summary = state;
            foreach (var range in lines.AsSpan().Split('\n'))
                Apply(lines.AsSpan(range), messages);
            batch.Clear();
        }

        if (summary is null || batch.Length > 0)
            return null;
        _written = stamp;
        return (summary, messages);
    }

    /// <summary>Writes what changed, or everything where the file is not what was written last or has grown too long.</summary>
    public void Write(IReadOnlyCollection<MessageRow> changed, UidSet removed, IReadOnlyList<MessageRow> all, FolderSummary summary)
    {
        var batch = new StringBuilder();
        if (_written is { } written && Posix.Stat(_path) == written && _lines <= (2 * all.Count) + FewLines)
        {
            Describe(changed, batch);
            if (!removed.IsEmpty)
                batch.Append(CultureInfo.InvariantCulture, $"x {removed}\n");
            _lines += changed.Count + 2;
            batch.Append(State(summary, batch.ToString()));
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(batch.ToString()));
        }
        else
        {
            Describe(all, batch);
            _lines = all.Count + 1;
            batch.Append(State(summary, batch.ToString()));
            AtomicFile.Write(_path, Path.Combine(folder, "tmp", UniqueName.Next(TimeProvider.System.GetUtcNow())), Encoding.UTF8.GetBytes(batch.ToString()));
        }

        _written = Posix.Stat(_path);
    }

    private static void Describe(IEnumerable<MessageRow> rows, StringBuilder batch)
    {
        foreach (var row in rows)
            batch.Append(CultureInfo.InvariantCulture, $"m {row.Uid} {row.ModSeq} {(row.IsNew ? 'n' : 'c')}{row.Info}\n");
    }

    private static void Apply(ReadOnlySpan<char> line, Dictionary<uint, JournalEntry> messages)
    {
        Span<Range> words = stackalloc Range[5];
        var count = line.Split(words, ' ');
        if (count == 4 && line[0] == 'm' && uint.TryParse(line[words[1]], out var uid) && ulong.TryParse(line[words[2]], out var modSeq) && line[words[3]] is [var place, .. var info])
        {
            messages[uid] = new JournalEntry(modSeq, place == 'n', info.ToString());
        }
        else if (count == 2 && line[0] == 'x')
        {
            foreach (var gone in ReadSet(line[words[1]].ToString()))
                messages.Remove(gone);
        }
    }

    private static UidSet ReadSet(string text) => UidSet.FromRanges(text.Split(',').Select(range =>
    {
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        var first = uint.Parse(colon < 0 ? range : range[..colon], CultureInfo.InvariantCulture);
        return (first, colon < 0 ? first : uint.Parse(range.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }));

    private static string State(FolderSummary summary, string batch)
    {
        var (state, stamps) = (summary.State, summary.Stamps);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"s {state.UidValidity} {state.UidNext} {state.HighestModSeq} {state.Messages} {state.Unseen} {summary.Bytes} {stamps?.New.ToString() ?? "-"} {stamps?.Current.ToString() ?? "-"} {stamps?.UidList?.ToString() ?? "-"} {Hash(batch)}");
        return $"{line} {Hash(line)}\n";
    }

    private static FolderSummary? ReadState(string line, string? batch)
    {
        var words = line.Split(' ');
        if (words.Length != 12 || words[0] != "s" || Hash(line[..line.LastIndexOf(' ')]) != words[11] || (batch is not null && Hash(batch) != words[10]))
            return null;
        var state = new MailFolderState(
            uint.Parse(words[1], CultureInfo.InvariantCulture), uint.Parse(words[2], CultureInfo.InvariantCulture), ulong.Parse(words[3], CultureInfo.InvariantCulture),
            int.Parse(words[4], CultureInfo.InvariantCulture), int.Parse(words[5], CultureInfo.InvariantCulture));
        var stamps = FileStamp.Parse(words[7]) is { } added && FileStamp.Parse(words[8]) is { } current ? new FolderStamps(added, current, FileStamp.Parse(words[9])) : null;
        return new FolderSummary(state, long.Parse(words[6], CultureInfo.InvariantCulture), stamps);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
