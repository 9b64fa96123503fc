using System.Collections;

namespace Mapigate.Formats.Mime;

/// <summary>The addresses of a field, in order. RFC 5322 3.4, and what is sent instead of it.</summary>
public sealed class AddressList : IReadOnlyList<InternetAddress>
{
    private readonly List<InternetAddress> entries;

    private AddressList(List<InternetAddress> entries) => this.entries = entries;

    /// <summary>No address.</summary>
    public static AddressList Empty { get; } = new([]);

    /// <summary>Number of entries; a group is one.</summary>
    public int Count => entries.Count;

    /// <summary>The entry at a position.</summary>
    public InternetAddress this[int index] => entries[index];

    /// <summary>All mailboxes, those of groups included.</summary>
    public IEnumerable<MailboxAddress> Mailboxes
    {
        get
        {
            foreach (var entry in entries)
            {
                if (entry is not GroupAddress group)
                {
                    yield return (MailboxAddress)entry;
                    continue;
                }
                foreach (var member in group.Members)
                    yield return member;
            }
        }
    }

    /// <summary>Reads an unfolded field value whose encoded words are not yet decoded. At most 20,000 addresses are read.</summary>
    public static AddressList Parse(string value) => string.IsNullOrWhiteSpace(value) ? Empty : new AddressList(new AddressScanner(value).Read());

    /// <inheritdoc/>
    public IEnumerator<InternetAddress> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal AddressList Concat(AddressList other) => new([.. entries, .. other.entries]);
}
