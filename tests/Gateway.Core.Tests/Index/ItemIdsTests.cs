using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tests.Index;

public sealed class ItemIdsTests
{
    [Theory]
    [InlineData(1, 1u, 0x0001_0000_0001UL)]
    [InlineData(0x7FFF, uint.MaxValue, 0x7FFF_FFFF_FFFFUL)]
    public void Message_id_is_slot_and_uid(ushort slot, uint uid, ulong id) => Assert.Equal(id, ItemIds.Mail(slot, uid));

    [Fact]
    public void Well_known_folders_lie_below_what_is_drawn_and_above_every_message()
    {
        foreach (var role in Enum.GetValues<SpecialFolder>())
        {
            Assert.True(ItemIds.WellKnown(role) < ItemIds.FirstDrawn);
            Assert.True(ItemIds.WellKnown(role) > ItemIds.Mail(ItemIds.FirstDrawnSlot - 1, uint.MaxValue));
        }
    }

    /// <summary>Clients keep these ids for years; a new state gives them again.</summary>
    [Fact]
    public void Numbers_that_clients_keep_never_change()
    {
        Assert.Equal(0x8000_0000_0005UL, ItemIds.WellKnown(SpecialFolder.Inbox));
        Assert.Equal(0x8000_0000_000FUL, ItemIds.WellKnown(SpecialFolder.Calendar));
        Assert.Equal(0x8000_0000_1000UL, ItemIds.FirstDrawn);
        Assert.Equal(0x8000_0000_0000UL, ItemIds.FirstChange);
        var identity = new MailboxIdentity("alice@example.test", "Alice", "/o=x", 7);
        Assert.Equal(new Guid("d28459b5-1b46-8a69-b8e7-9667b7ec5f28"), identity.MailboxGuid);
        Assert.Equal(new Guid("45ea865a-35f4-8da0-9d84-c5bdab3d8c55"), identity.ReplicaGuid);
    }

    [Fact]
    public void Identity_follows_from_address_and_generation_alone()
    {
        var one = new MailboxIdentity("alice@example.test", "Alice", "/o=x", 7);
        var again = new MailboxIdentity("alice@example.test", "Renamed", "/o=y", 7);
        var next = new MailboxIdentity("alice@example.test", "Alice", "/o=x", 8);
        var bob = new MailboxIdentity("bob@example.test", "Alice", "/o=x", 7);
        Assert.Equal((one.MailboxGuid, one.ReplicaGuid, one.MappingSignature), (again.MailboxGuid, again.ReplicaGuid, again.MappingSignature));
        Assert.Equal(one.MailboxGuid, next.MailboxGuid);
        Assert.NotEqual(one.ReplicaGuid, next.ReplicaGuid);
        Assert.NotEqual(one.MappingSignature, next.MappingSignature);
        Assert.NotEqual(one.MailboxGuid, bob.MailboxGuid);
        Assert.NotEqual(one.ReplicaGuid, bob.ReplicaGuid);
    }

    [Fact]
    public void Change_key_and_predecessor_list_carry_replica_and_number()
    {
        var identity = new MailboxIdentity("alice@example.test", "Alice", "/o=x", 7);
        var key = identity.GlobalId(0x8000_0000_1234);
        Assert.Equal([.. identity.ReplicaGuid.ToByteArray(), 0x80, 0, 0, 0, 0x12, 0x34], key);
        Assert.Equal([22, .. key], identity.PredecessorChangeList(0x8000_0000_1234));
        Assert.Equal(0x8000_0000_1234UL, MailboxIdentity.MessageId(0x8000_0000_1234).Counter.Value);
        Assert.Equal(MailboxIdentity.ReplicaId, MailboxIdentity.FolderId(5).ReplicaId);
    }

    [Fact]
    public void Entry_ids_name_folder_and_message()
    {
        var identity = new MailboxIdentity("alice@example.test", "Alice", "/o=x", 7);
        Assert.Equal(46, EntryIds.Folder(identity, 5).Length);
        Assert.Equal(70, EntryIds.Message(identity, 5, 6).Length);
        Assert.True(MessageEntryId.TryParse(EntryIds.Message(identity, 5, 6), out var message));
        Assert.Equal((5UL, 6UL), (message.Folder.Counter.Value, message.Message.Counter.Value));
    }
}
