using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Vdir;

/// <summary>
/// The file .mapigate-sync of a collection: each change with its number, so that a sync state is a number. It is only added to, batch by batch, until it is written anew.
/// Lines: "+ SEQUENCE ETAG STAMP NAME", "- SEQUENCE NAME", and "s SEQUENCE FLOOR HASH", which ends a batch. States below the floor are forgotten.
/// </summary>
internal sealed class VdirJournal(string folder)
{
    private const int FewLines = 1000;

    private readonly string _path = Path.Combine(folder, ".mapigate-sync");
    private FileStamp? _written;
    private int _lines;

    /// <summary>Fills the index; false where there is no journal or it is broken.</summary>
    public bool TryRead(VdirIndex index)
    {
        (_written, _lines) = (null, 0);
        if (Posix.Stat(_path) is not { } stamp)
            return false;
        var batch = new StringBuilder();
        foreach (var line in File.ReadLines(_path))
        {
            _lines++;
            if (!line.StartsWith("s ", StringComparison.Ordinal))
            {
                batch.Append(line).Append('\n');
                continue;
            }

            var words = line.Split(' ');
            if (words.Length != 4 || Hash($"{batch}{words[1]} {words[2]}") != words[3])
                return false;
            foreach (var change in batch.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Apply(change, index);
            index.Restore(ulong.Parse(words[1], CultureInfo.InvariantCulture), ulong.Parse(words[2], CultureInfo.InvariantCulture));
            batch.Clear();
        }

        if (batch.Length > 0 || !EndsWithLine())
            return false;
        _written = stamp;
        return true;
    }

    /// <summary>Writes what changed, or everything where the file is not what was written last or has grown too long.</summary>
    public void Write(VdirIndex index, IReadOnlyCollection<string> changed)
    {
        var isWhole = _written is not { } written || Posix.Stat(_path) != written || _lines > (2 * index.Count) + FewLines;
        var batch = new StringBuilder();
        foreach (var name in isWhole ? index.Names : changed)
        {
            if (index.Find(name) is { } row)
                batch.Append(CultureInfo.InvariantCulture, $"+ {row.Sequence} {row.ETag} {row.Stamp?.ToString() ?? "-"} {name}\n");
            else if (index.Removed.TryGetValue(name, out var sequence))
                batch.Append(CultureInfo.InvariantCulture, $"- {sequence} {name}\n");
        }

        var numbers = string.Create(CultureInfo.InvariantCulture, $"{index.Sequence} {index.Floor}");
        var text = Encoding.UTF8.GetBytes($"{batch}s {numbers} {Hash(batch + numbers)}\n");
        if (isWhole)
        {
            AtomicFile.Write(_path, Path.Combine(folder, VdirCollection.TemporaryName()), text);
            _lines = index.Count + index.Removed.Count;
        }
        else
        {
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Write(text);
            _lines += changed.Count;
        }

        _written = Posix.Stat(_path);
    }

    private bool EndsWithLine()
    {
        using var file = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var last = new byte[1];
        return RandomAccess.Read(file, last, RandomAccess.GetLength(file) - 1) == 1 && last[0] == '\n';
    }

    private static void Apply(string change, VdirIndex index)
    {
        if (change[0] == '+' && change.Split(' ', 5) is [_, var number, var etag, var stamp, var name])
            index.Load(new ItemRow(name, ulong.Parse(number, CultureInfo.InvariantCulture), etag, FileStamp.Parse(stamp)));
        else if (change[0] == '-' && change.Split(' ', 3) is [_, var removal, var gone])
            index.LoadRemoved(gone, ulong.Parse(removal, CultureInfo.InvariantCulture));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
