using System.Globalization;
using System.Text;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// The UIDs of a folder's files: Dovecot's dovecot-uidlist, version 3. A line "3 V(UIDVALIDITY) N(next UID) G(GUID)", then one for each message with ascending UIDs.
/// New lines are added at the end, so the next UID is the larger of N and the last line's plus one; lines whose file is gone are left until the list is written anew.
/// </summary>
internal sealed class UidList
{
    public const string FileName = "dovecot-uidlist";

    private readonly Dictionary<string, UidRecord> _byName = new(StringComparer.Ordinal);

    private UidList(uint validity, uint next, string header)
    {
        Validity = validity;
        Next = next;
        Header = header;
    }

    public uint Validity { get; }

    public uint Next { get; private set; }

    /// <summary>Records by base name, those of files that are gone included.</summary>
    public IReadOnlyDictionary<string, UidRecord> Records => _byName;

    /// <summary>State of the file that this was read from or written to; null before the first write.</summary>
    public FileStamp? Stamp { get; set; }

    /// <summary>The file ends in the middle of a line: it has to be written anew before anything is added.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Words of the first line besides V and N.</summary>
    private string Header { get; }

    public static UidList Create(uint validity) => new(validity, 1, $"G{Guid.NewGuid():N}");

    /// <summary>Null where there is no list, or none that makes sense.</summary>
    public static UidList? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var stamp = Posix.Stat(path);
        if (stamp is null)
            return null;
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(content).AsSpan();
        UidList? list = null;
        foreach (var range in text.Split('\n'))
        {
            // A last line without its end is still being written.
            if (range.End.Value == text.Length)
            {
                if (list is not null)
                    list.IsTorn = range.Start.Value < text.Length;
                break;
            }

            if (list is null)
            {
                list = ReadHeader(text[range].ToString());
                if (list is null)
                    return null;
            }
            else
            {
                list.ReadLine(text[range]);
            }
        }

        if (list is not null)
            list.Stamp = stamp;
        return list;
    }

    public UidRecord Add(string baseName, string extensions)
    {
        if (Next == uint.MaxValue)
            throw new BackendException(BackendError.Refused, "The folder has no UIDs left.");
        var record = new UidRecord(Next++, extensions, baseName);
        _byName[baseName] = record;
        return record;
    }

    /// <summary>Leaves out the lines of files that are gone.</summary>
    public void Keep(Predicate<string> isThere)
    {
        foreach (var name in _byName.Keys.Where(name => !isThere(name)).ToList())
            _byName.Remove(name);
    }

    public string Write()
    {
        var text = new StringBuilder(64 * (_byName.Count + 1));
        text.Append(CultureInfo.InvariantCulture, $"3 V{Validity} N{Next} {Header}\n");
        foreach (var record in _byName.Values.OrderBy(r => r.Uid))
            text.Append(record.Line);
        return text.ToString();
    }

    private static UidList? ReadHeader(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["3", ..])
            return null;
        uint validity = 0, next = 1;
        foreach (var word in words.AsSpan(1))
        {
            if (word[0] == 'V' && !uint.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out validity))
                return null;
            if (word[0] == 'N' && !uint.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out next))
                return null;
        }

        return validity == 0 ? null : new UidList(validity, Math.Max(next, 1), string.Join(' ', words.Skip(1).Where(w => w[0] is not ('V' or 'N'))));
    }

    private void ReadLine(ReadOnlySpan<char> line)
    {
        var space = line.IndexOf(' ');
        var colon = line.IndexOf(':');
        if (space <= 0 || colon < space || !uint.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var uid) || uid is 0 or uint.MaxValue)
            return;
        var name = line[(colon + 1)..];
        var info = name.IndexOf(':');
        name = info < 0 ? name : name[..info];
        if (name.IsEmpty)
            return;
        var baseName = name.ToString();
        _byName[baseName] = new UidRecord(uid, line[(space + 1)..colon].Trim().ToString(), baseName);
        Next = Math.Max(Next, uid + 1);
    }
}
