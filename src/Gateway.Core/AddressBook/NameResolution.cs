namespace Mapigate.Gateway.Core.AddressBook;

/// <summary>Ambiguous name resolution: whom somebody may mean by a few letters. [MS-OXNSPI] 3.1.4.7</summary>
public static class NameResolution
{
    private const int MaxLength = 512;

    /// <summary>
    /// Everybody who fits. An address or a DN in full, and then a whole name, leaves only those; else each word must begin a word of the name, the address or the
    /// account.
    /// </summary>
    public static IReadOnlyList<Person> Resolve(AddressBookView view, string text)
    {
        var wanted = Strip(text);
        if (wanted.Length is 0 or > MaxLength)
            return [];
        foreach (var exact in (ReadOnlySpan<Func<Person, string>>)[p => p.Address, p => p.LegacyDn, p => p.DisplayName, p => p.Account])
        {
            var found = view.People.Where(p => exact(p).Equals(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count > 0)
                return found;
        }

        var words = Words(wanted);
        return [.. view.People.Where(p => words.Length > 0 && Array.TrueForAll(words, word => Fits(p, word)))];
    }

    /// <summary>Without the marks that clients put before an address.</summary>
    private static string Strip(string text)
    {
        var stripped = text.Trim().TrimStart('=');
        return stripped.StartsWith("SMTP:", StringComparison.OrdinalIgnoreCase) ? stripped[5..].Trim() : stripped;
    }

    private static bool Fits(Person person, string word) =>
        person.Address.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        || Words(person.DisplayName).Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        || Words(person.Account).Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static string[] Words(string text) =>
        text.Split([' ', ',', ';', '.', '-', '_', '\t', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
