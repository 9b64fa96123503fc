using System.Collections.Concurrent;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxNspi;

namespace Mapigate.Gateway.Core.AddressBook;

/// <summary>
/// Everybody whom the configured directory names, and for each user himself. Ids begin at 0x10, the directory's in the order of addresses, and stay the same as long as
/// the gateway runs. [MS-OXNSPI] 2.2.9.1
/// </summary>
public sealed class GlobalAddressList
{
    private readonly MailboxOptions _options;
    private readonly ConcurrentDictionary<string, Lazy<Person>> _people = new(StringComparer.Ordinal);
    private readonly Person[] _directory;
    private uint _last = MinimalEntryId.FirstObject - 1;

    public GlobalAddressList(MailboxOptions options)
    {
        _options = options;
        _directory = [.. options.DisplayNames.Keys.Order(StringComparer.Ordinal).Select(Get)];
    }

    /// <summary>Names this run of the gateway in ids that are valid within it.</summary>
    public Guid ServerGuid { get; } = Guid.NewGuid();

    /// <summary>What that user may see.</summary>
    public AddressBookView ViewFor(AuthenticatedUser user)
    {
        var self = Get(user.Address);
        return new AddressBookView(_directory.Contains(self) ? _directory : [.. _directory, self], self);
    }

    private Person Get(string address) => _people.GetOrAdd(
        address,
        key => new Lazy<Person>(() => new Person(
            new MinimalEntryId(Interlocked.Increment(ref _last)), key, _options.DisplayNameOf(key), _options.LegacyDnOf(key), MailboxIdentity.MailboxGuidOf(key)))).Value;
}
