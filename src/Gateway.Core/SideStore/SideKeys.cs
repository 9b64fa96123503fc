using System.Globalization;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// Keys of the side-store: a letter for the kind, the number of the folder, what it is inside the folder. They are written to the mail server and never change their meaning.
/// </summary>
public static class SideKeys
{
    private const char FolderKind = 'F';
    private const char StateKind = 'S';
    private const char MailKind = 'M';
    private const char ItemKind = 'D';
    private const char LocalKind = 'L';
    private const char ObjectKind = 'O';
    private const char NameKind = 'N';

    /// <summary>Kinds whose records go with their folder.</summary>
    private static readonly char[] OfFolders = [StateKind, MailKind, ItemKind, LocalKind, ObjectKind];

    /// <summary>A folder.</summary>
    public static string Folder(ulong id) => string.Create(CultureInfo.InvariantCulture, $"{FolderKind}{id:X}");

    /// <summary>How far the folder's contents had been read.</summary>
    public static string State(ulong folder) => string.Create(CultureInfo.InvariantCulture, $"{StateKind}{folder:X}/");

    /// <summary>An item: by its UID, its href, or by its id where only the gateway has it.</summary>
    public static string Item(ItemRecord item, ushort slot) =>
        item.Uid != 0 ? Mail(item.FolderId, slot, item.Uid)
        : item.Href is { } href ? InCollection(item.FolderId, href, item.Instance)
        : string.Create(CultureInfo.InvariantCulture, $"{LocalKind}{item.FolderId:X}/{item.Id:X}");

    public static string Mail(ulong folder, ushort slot, uint uid) => string.Create(CultureInfo.InvariantCulture, $"{MailKind}{folder:X}/{slot:X}/{uid:X}");

    public static string InCollection(ulong folder, string href, string? instance) => string.Create(CultureInfo.InvariantCulture, $"{ItemKind}{folder:X}/{href}\n{instance}");

    /// <summary>The whole object of an item that only the gateway has.</summary>
    public static string Object(ulong folder, ulong item) => string.Create(CultureInfo.InvariantCulture, $"{ObjectKind}{folder:X}/{item:X}");

    /// <summary>A named property.</summary>
    public static string Name(ushort id) => string.Create(CultureInfo.InvariantCulture, $"{NameKind}{id:X}");

    /// <summary>What all messages of a mail folder begin with.</summary>
    public static string MailOf(ulong folder) => string.Create(CultureInfo.InvariantCulture, $"{MailKind}{folder:X}/");

    /// <summary>What all items of a collection begin with.</summary>
    public static string ItemsOf(ulong folder) => string.Create(CultureInfo.InvariantCulture, $"{ItemKind}{folder:X}/");

    /// <summary>What the keys of all records begin with that go when the folder goes.</summary>
    public static IEnumerable<string> PrefixesOf(ulong folder) => OfFolders.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind}{folder:X}/"));

    /// <summary>The first key, by ordinal, behind all that begin so.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    internal static bool IsFolder(string key) => key[0] == FolderKind;

    internal static bool IsState(string key) => key[0] == StateKind;

    internal static bool IsLocal(string key) => key[0] == LocalKind;

    internal static bool IsObject(string key) => key[0] == ObjectKind;

    internal static bool IsName(string key) => key[0] == NameKind;

    /// <summary>The folder that the record is about or lies in; zero for a name.</summary>
    internal static ulong FolderOf(string key)
    {
        var end = key.IndexOf('/', StringComparison.Ordinal);
        return key[0] == NameKind ? 0 : Number(key.AsSpan(1, (end < 0 ? key.Length : end) - 1));
    }

    /// <summary>The id behind the last separator.</summary>
    internal static ulong IdOf(string key) => Number(key.AsSpan(Math.Max(0, key.LastIndexOf('/')) + 1));

    /// <summary>Slot and UID of a message.</summary>
    internal static (ushort Slot, uint Uid) PlaceOf(string key)
    {
        var first = key.IndexOf('/', StringComparison.Ordinal);
        var last = key.LastIndexOf('/');
        return ((ushort)Number(key.AsSpan(first + 1, last - first - 1)), (uint)Number(key.AsSpan(last + 1)));
    }

    /// <summary>Href and instance of an item in a collection.</summary>
    internal static (string Href, string? Instance) HrefOf(string key)
    {
        var from = key.IndexOf('/', StringComparison.Ordinal) + 1;
        var line = key.LastIndexOf('\n');
        return (key[from..line], line + 1 == key.Length ? null : key[(line + 1)..]);
    }

    private static ulong Number(ReadOnlySpan<char> digits) => ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
