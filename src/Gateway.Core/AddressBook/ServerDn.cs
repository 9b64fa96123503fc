namespace Mapigate.Gateway.Core.AddressBook;

/// <summary>Distinguished names of the server that a mailbox is on; every mailbox has one of its own, so that the name finds the mailbox again.</summary>
public static class ServerDn
{
    private const string Servers = "/cn=Configuration/cn=Servers/cn=";

    /// <summary>What stands for a mailbox in addresses and server names: its GUID and its domain.</summary>
    public static string MailboxId(Person person) => $"{person.MailboxGuid:D}@{person.Address[(person.Address.LastIndexOf('@') + 1)..]}";

    public static string Of(string organization, Person person) =>
        $"/o={organization}/ou=Exchange Administrative Group (FYDIBOHF23SPDLT){Servers}{MailboxId(person)}";

    /// <summary>The mailbox database of that server.</summary>
    public static string HomeDatabase(string organization, Person person) => Of(organization, person) + "/cn=Microsoft Private MDB";

    /// <summary>The mailbox in a server's or a database's name; null where it names none.</summary>
    public static Guid? MailboxOf(string dn)
    {
        var at = dn.LastIndexOf(Servers, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var name = dn.AsSpan(at + Servers.Length);
        var end = name.IndexOfAny('@', '/');
        return Guid.TryParse(end < 0 ? name : name[..end], out var mailbox) ? mailbox : null;
    }
}
