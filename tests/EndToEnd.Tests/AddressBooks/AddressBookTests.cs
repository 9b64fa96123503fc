using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.AddressBooks;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.AddressBooks;

/// <summary>What a client asks of the address book while it makes a profile.</summary>
[Collection(SharedGateway.Collection)]
public sealed class AddressBookTests(SharedGateway gateway)
{
    [Fact]
    [Trait("Operation", "Bind")]
    [Trait("Operation", "ResolveNames")]
    [Trait("Operation", "DNToMId")]
    [Trait("Operation", "GetProps")]
    [Trait("Operation", "GetMailboxUrl")]
    [Trait("Operation", "GetAddressBookUrl")]
    [Trait("Operation", "GetSpecialTable")]
    [Trait("Operation", "QueryRows")]
    [Trait("Operation", "Unbind")]
    [Trait("Requirement", "MS-OXNSPI R859")]
    [Trait("Requirement", "MS-OXNSPI R1243")]
    [Trait("Requirement", "MS-OXNSPI R1341")]
    public async Task User_finds_himself_and_his_endpoints()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var book = await AddressBook.BindAsync(mailbox.NewTransport(mailbox.Settings.AddressBook!), default);

        Assert.NotEmpty(await book.GetHierarchyAsync(default));
        var (table, _) = await book.QueryRowsAsync(AddressBook.Start, 50, [PidTag.SmtpAddress], default);
        Assert.NotEmpty(table.Rows);

        var resolved = Assert.Single(await book.ResolveAsync([$"=SMTP:{mailbox.User.Address}"], [PidTag.SmtpAddress, PidTag.EmailAddress], default));
        Assert.False(resolved.IsAmbiguous);
        Assert.Equal([mailbox.User.Address, mailbox.Settings.LegacyDn], resolved.Properties!.Select(property => property.Value));

        var id = Assert.Single(await book.ToMinimalIdsAsync([mailbox.Settings.LegacyDn], default));
        var properties = await book.GetPropertiesAsync(id, [PidTag.SmtpAddress, PidTag.DisplayName], default);
        Assert.Contains(properties, property => property.Value is string text && text == mailbox.User.Address);

        Assert.Equal(mailbox.Settings.MailStore.AbsolutePath, new Uri(await book.GetMailboxUrlAsync(mailbox.Settings.LegacyDn, default)).AbsolutePath);
        Assert.Equal(mailbox.Settings.AddressBook!.AbsolutePath, new Uri(await book.GetAddressBookUrlAsync(mailbox.Settings.LegacyDn, default)).AbsolutePath);
    }
}
