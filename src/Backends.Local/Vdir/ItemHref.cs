using System.Text;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.Local.Vdir;

/// <summary>The paths that name collections and items: /dav/(address)/(collection)/(item). The parts are percent-encoded; decoded they are file names.</summary>
internal static class ItemHref
{
    private const int LongestName = 200;
    private const int LongestHref = 2000;

    public static string Of(string address, string collection) => $"/dav/{Encode(address)}/{Encode(collection)}/";

    public static string Of(string address, string collection, string item) => Of(address, collection) + Encode(item);

    /// <exception cref="BackendException">NotFound: the path names no collection that this user could have.</exception>
    public static string Collection(string href, string address) =>
        Split(href) is ["", "dav", var owner, var collection, ""] && IsOwner(owner, address) && Decode(collection) is { } name ? name : throw NotFound();

    /// <exception cref="BackendException">NotFound, or Refused where no item can have that name.</exception>
    public static (string Collection, string Item) Item(string href, string address)
    {
        if (Split(href) is not ["", "dav", var owner, var collection, var item] || !IsOwner(owner, address) || Decode(collection) is not { } folder)
            throw NotFound();
        return Decode(item) is { } name && IsItem(name)
            ? (folder, name)
            : throw new BackendException(BackendError.Refused, "An item's name must end in .ics or .vcf, and be a plain file name.");
    }

    /// <summary>Other programs that use the same folders go by the extension.</summary>
    public static bool IsItem(string name) => IsContact(name) || name.EndsWith(".ics", StringComparison.OrdinalIgnoreCase);

    public static bool Fits(string name, ItemKinds kinds) => IsContact(name) == kinds.HasFlag(ItemKinds.Contacts);

    /// <summary>Whether a folder or file can be reached by a path.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name[0] != '.' && !name.EnumerateRunes().Any(rune => rune.Value is '/' or '\\' || Rune.IsControl(rune) || rune == Rune.ReplacementChar) && Encoding.UTF8.GetByteCount(name) <= LongestName;

    private static bool IsContact(string name) => name.EndsWith(".vcf", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwner(string text, string address) => string.Equals(Uri.UnescapeDataString(text), address, StringComparison.OrdinalIgnoreCase);

    private static string[] Split(string href) => href.Length <= LongestHref ? href.Split('/') : [];

    private static string? Decode(string part) => Uri.UnescapeDataString(part) is var name && IsName(name) ? name : null;

    private static string Encode(string name) => Uri.EscapeDataString(name).Replace("%40", "@", StringComparison.Ordinal);

    private static BackendException NotFound() => new(BackendError.NotFound, "No such collection.");
}
