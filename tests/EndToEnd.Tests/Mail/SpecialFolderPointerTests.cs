using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

/// <summary>Clients find their special folders by properties of the root and of the Inbox. [MS-OXOSFLD] 2.2</summary>
[Collection(SharedGateway.Collection)]
public sealed class SpecialFolderPointerTests(SharedGateway gateway)
{
    private static readonly PropertyTag[] Single =
        [PidTag.IpmAppointmentEntryId, PidTag.IpmContactEntryId, PidTag.IpmJournalEntryId, PidTag.IpmNoteEntryId, PidTag.IpmTaskEntryId, PidTag.IpmDraftsEntryId, PidTag.RemindersOnlineEntryId];

    [Fact]
    [Trait("Operation", "RopLogon")]
    public async Task Every_folder_that_the_logon_names_opens()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        var ids = Enum.GetValues<LogonFolder>().Select(mailbox.Store.Folder).ToList();
        Assert.Equal(13, ids.Distinct().Count());
        foreach (var id in ids)
        {
            using var folder = await mailbox.Store.OpenFolderAsync(id, default);
            Assert.NotEmpty((await folder.GetAsync([PidTag.DisplayName], default)).Get<string>(PidTag.DisplayName)!);
        }
    }

    [Fact]
    [Trait("Operation", "RopGetPropertiesSpecific")]
    public async Task Root_and_inbox_point_to_the_same_folders_and_all_open()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        PropertyTag[] tags = [.. Single, PidTag.AdditionalRenEntryIds, PidTag.AdditionalRenEntryIdsEx, PidTag.FreeBusyEntryIds];
        var bags = new List<PropertyBag>();
        foreach (var place in new[] { LogonFolder.Root, LogonFolder.Inbox })
        {
            using var folder = await mailbox.Store.OpenFolderAsync(mailbox.Store.Folder(place), default);
            bags.Add(await folder.GetAsync(tags, default));
        }

        Assert.All(tags, tag => Assert.NotNull(bags[0][tag]));
        Assert.All(tags, tag => Assert.Equal(bags[0][tag], bags[1][tag]));
        var additional = bags[0].Get<byte[][]>(PidTag.AdditionalRenEntryIds)!;
        Assert.Equal(5, additional.Length);
        var entryIds = Single.Select(tag => bags[0].Get<byte[]>(tag)!).Concat(additional).Append(bags[0].Get<byte[][]>(PidTag.FreeBusyEntryIds)![3]).ToList();
        Assert.Equal(entryIds.Count, entryIds.Select(Convert.ToHexString).Distinct().Count());
        foreach (var entryId in entryIds)
            await OpensAsync(mailbox, entryId);
    }

    /// <summary>A client may point elsewhere; what it wrote on one of the two shows on both, byte for byte.</summary>
    [Fact]
    [Trait("Operation", "RopSetProperties")]
    public async Task Pointer_that_a_client_writes_comes_back_from_both()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        byte[] own = [1, 2, 3, 4, 5];
        using (var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox))
            await inbox.SetAsync([new(PidTag.AdditionalRenEntryIdsEx, own)], default);

        await using var other = await gateway.OpenAsync(mailbox.User);
        foreach (var place in new[] { LogonFolder.Root, LogonFolder.Inbox })
        {
            using var folder = await other.Store.OpenFolderAsync(other.Store.Folder(place), default);
            Assert.Equal(own, (await folder.GetAsync([PidTag.AdditionalRenEntryIdsEx], default)).Get<byte[]>(PidTag.AdditionalRenEntryIdsEx));
        }
    }

    private static async Task OpensAsync(Mailbox mailbox, byte[] entryId)
    {
        // Flags (4), provider (16), type (2), replica GUID (16), counter (6), padding (2). [MS-OXCDATA] 2.2.4.1
        Assert.Equal(46, entryId.Length);
        var id = new LongTermId(new Guid(entryId.AsSpan(22, 16)), GlobalCounter.Read(entryId.AsSpan(38, 6)));
        using var folder = await mailbox.Store.OpenFolderAsync(new FolderId(await mailbox.Store.ToShortIdAsync(id, default)), default);
    }
}
