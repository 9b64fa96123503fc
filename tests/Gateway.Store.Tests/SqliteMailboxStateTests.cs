using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Store.Tests;

public sealed class SqliteMailboxStateTests : IDisposable
{
    private readonly StateFolder _folder = new();

    [Fact]
    public void New_state_begins_with_the_given_head_and_nothing_else()
    {
        using var state = _folder.Open();
        Assert.Equal(StateFolder.New, state.Head);
        Assert.Empty(state.LoadFolders());
        Assert.Empty(state.LoadItems(1));
        Assert.Empty(state.LoadNamedProperties());
        Assert.Null(state.LoadObject(1));
    }

    [Fact]
    public void Head_is_kept_and_a_reopened_state_does_not_take_the_new_one()
    {
        var head = new MailboxHead(uint.MaxValue, 0x7FFF, 0xFFFF_0000_0000, 0xFFFF_FFFF_FFFF);
        using (var state = _folder.Open())
        {
            state.Commit(new StateBatch { Head = head });
            Assert.Equal(head, state.Head);
        }

        using var again = _folder.Open();
        Assert.Equal(head, again.Head);
    }

    [Fact]
    public void Folder_reads_back_equal_with_every_field_set_and_with_none()
    {
        var full = StateFolder.Folder(0x8000_0000_1000);
        var bare = new FolderRecord { Id = 1, ParentId = 0, Name = "" };
        Commit(b => b.Folders.AddRange([full, bare]));
        using var state = _folder.Open();
        var read = state.LoadFolders().OrderBy(f => f.Id).ToArray();
        Assert.Equal(2, read.Length);
        StateFolder.AssertSame(bare, read[0]);
        StateFolder.AssertSame(full, read[1]);
    }

    [Fact]
    public void Item_reads_back_equal_with_every_field_set_and_with_none()
    {
        var full = StateFolder.Item(5, 0x8000_0000_2000);
        var bare = new ItemRecord { Id = 0x1_0000_0001, FolderId = 5 };
        Commit(b => b.Items.AddRange([full, bare]));
        using var state = _folder.Open();
        var read = state.LoadItems(5);
        Assert.Equal(2, read.Count);
        StateFolder.AssertSame(bare, read[0]);
        StateFolder.AssertSame(full, read[1]);
    }

    [Fact]
    public void Flags_of_every_kind_read_back_equal()
    {
        MailFlags[] kinds = [MailFlags.None, MailFlags.Seen, new(MailSystemFlags.None, ["$Junk"]), new((MailSystemFlags)31, []), new(MailSystemFlags.Seen, ["a", "b", "c"])];
        Commit(b => b.Items.AddRange(kinds.Select((flags, i) => new ItemRecord { Id = (ulong)i, FolderId = 5, Flags = flags })));
        using var state = _folder.Open();
        Assert.Equal(kinds, state.LoadItems(5).Select(i => i.Flags));
    }

    [Fact]
    public void Items_come_by_ascending_id_and_only_of_the_folder()
    {
        Commit(b => b.Items.AddRange([Item(5, 30), Item(5, 10), Item(6, 15), Item(5, 0xFFFF_FFFF_FFFF), Item(5, 20)]));
        using var state = _folder.Open();
        Assert.Equal([10UL, 20, 30, 0xFFFF_FFFF_FFFF], state.LoadItems(5).Select(i => i.Id));
        Assert.Equal([15UL], state.LoadItems(6).Select(i => i.Id));
    }

    [Fact]
    public void Named_properties_read_back_equal_and_keep_their_first_name()
    {
        NamedPropertyRecord[] names =
        [
            new(0x8000, PropertyName.Numeric(PropertySets.Appointment, 0xFFFF_FFFF)),
            new(0x8001, PropertyName.String(PropertySets.PublicStrings, "Keywords")),
            new(0x8002, PropertyName.String(PropertySets.PublicStrings, "")),
            new(0xFFFE, PropertyName.String(Guid.Empty, "\u65E5\u672C")),
        ];
        Commit(b => b.NamedProperties.AddRange(names));
        Commit(b => b.NamedProperties.Add(new NamedPropertyRecord(0x8001, PropertyName.String(PropertySets.PublicStrings, "Other"))));
        using var state = _folder.Open();
        Assert.Equal(names, state.LoadNamedProperties());
    }

    [Fact]
    public void Journal_entries_read_back_equal_until_they_end()
    {
        var key = Guid.NewGuid();
        var entry = new JournalEntry
        {
            Key = key, Kind = JournalKind.Transfer, Begun = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).AddTicks(7), FolderId = 0xFFFF_FFFF_FFFF, ItemId = 2, Uid = uint.MaxValue, UidValidity = 3,
            TargetId = 4, Name = "/a/\u65E5.ics", Properties = new byte[] { 1, 2 },
        };
        Commit(b => b.Journal.AddRange([entry, new JournalEntry { Key = Guid.NewGuid(), Kind = JournalKind.Submit, Begun = DateTimeOffset.UnixEpoch }]));
        Commit(b => b.Journal.Add(entry with { Step = JournalStep.Acknowledged }));
        using (var state = _folder.Open())
        {
            var read = state.LoadJournal().Single(e => e.Key == key);
            Assert.Equal([1, 2], read.Properties.ToArray());
            Assert.Equal(entry with { Step = JournalStep.Acknowledged, Properties = default }, read with { Properties = default });
            Assert.Equal(2, state.LoadJournal().Count);
        }

        Commit(b => b.EndedJournal.Add(key));
        using var after = _folder.Open();
        Assert.Equal(JournalKind.Submit, Assert.Single(after.LoadJournal()).Kind);
    }

    [Fact]
    public void Object_reads_back_equal_is_replaced_and_goes_with_its_item()
    {
        var large = new byte[3 * 1024 * 1024];
        Random.Shared.NextBytes(large);
        Commit(b =>
        {
            b.Items.Add(Item(5, 10));
            b.Objects.Add((10, [1, 2, 3]));
            b.Objects.Add((11, []));
        });
        Commit(b => b.Objects.Add((10, large)));
        using (var state = _folder.Open())
        {
            Assert.Equal(large, state.LoadObject(10));
            Assert.Equal([], state.LoadObject(11)!);
        }

        Commit(b => b.RemovedItems.Add((5, 10)));
        using var after = _folder.Open();
        Assert.Null(after.LoadObject(10));
        Assert.NotNull(after.LoadObject(11));
    }

    [Fact]
    public void Removed_folder_takes_its_items_and_objects_along_and_no_others()
    {
        Commit(b =>
        {
            b.Folders.AddRange([StateFolder.Folder(5), StateFolder.Folder(6)]);
            b.Items.AddRange([Item(5, 10), Item(5, 11), Item(6, 12)]);
            b.Objects.AddRange([(10, [1]), (12, [2])]);
        });
        Commit(b => b.RemovedFolders.Add(5));
        using var state = _folder.Open();
        Assert.Equal([6UL], state.LoadFolders().Select(f => f.Id));
        Assert.Empty(state.LoadItems(5));
        Assert.Single(state.LoadItems(6));
        Assert.Null(state.LoadObject(10));
        Assert.Equal([2], state.LoadObject(12)!);
    }

    [Fact]
    public void Folder_that_is_removed_and_stored_in_one_batch_is_there_without_its_items()
    {
        Commit(b =>
        {
            b.Folders.Add(StateFolder.Folder(5));
            b.Items.Add(Item(5, 10));
        });
        Commit(b =>
        {
            b.RemovedFolders.Add(5);
            b.Folders.Add(StateFolder.Folder(5, fill: 9));
        });
        using var state = _folder.Open();
        StateFolder.AssertSame(StateFolder.Folder(5, fill: 9), Assert.Single(state.LoadFolders()));
        Assert.Empty(state.LoadItems(5));
    }

    [Fact]
    public void Batch_that_fails_leaves_nothing_of_itself()
    {
        Commit(b => b.Items.Add(Item(5, 10)));
        using (var state = _folder.Open())
        {
            var head = state.Head;
            var failing = new StateBatch { Head = new MailboxHead(9, 9, ItemIds.FirstDrawn + 9, ItemIds.FirstChange + 9) };
            failing.Folders.Add(StateFolder.Folder(5));
            failing.RemovedItems.Add((5, 10));
            failing.Items.Add(Item(5, 11));
            failing.Objects.Add((11, null!));
            Assert.ThrowsAny<Exception>(() => state.Commit(failing));
            Assert.Equal(head, state.Head);

            // The writer goes on with the next batch.
            var next = new StateBatch();
            next.Items.Add(Item(6, 12));
            state.Commit(next);
        }

        using var again = _folder.Open();
        Assert.Equal(StateFolder.New, again.Head);
        Assert.Empty(again.LoadFolders());
        Assert.Equal([10UL], again.LoadItems(5).Select(i => i.Id));
        Assert.Equal([12UL], again.LoadItems(6).Select(i => i.Id));
    }

    public void Dispose() => _folder.Dispose();

    private static ItemRecord Item(ulong folder, ulong id) => StateFolder.Item(folder, id);

    private void Commit(Action<StateBatch> fill)
    {
        using var state = _folder.Open();
        var batch = new StateBatch();
        fill(batch);
        state.Commit(batch);
    }
}
