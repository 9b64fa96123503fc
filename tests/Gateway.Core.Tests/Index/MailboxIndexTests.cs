using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Gateway.Core.Tests.Index;

public sealed class MailboxIndexTests : IAsyncLifetime
{
    private const ulong Folder = 5;
    private static readonly MailboxIdentity Identity = new("alice@example.test", "Alice", "/o=x", 7);
    private readonly ManualTime _time = new();
    private readonly MemoryStateStore _states = new();
    private MailboxIndex _index = null!;

    public async Task InitializeAsync()
    {
        _index = Open();
        await _index.CommitAsync(set => set.Put(Record(Folder)), default);
    }

    public async Task DisposeAsync() => await _index.DisposeAsync();

    [Fact]
    public async Task Commit_is_durable_visible_and_told_in_that_order()
    {
        var told = new List<MailboxEvent>();
        var durable = -1;
        var visible = -1;
        using var subscription = _index.Events.Subscribe(events =>
        {
            durable = State().LoadItems(Folder).Count;
            visible = _index.Loaded(Folder)!.Count;
            told.AddRange(events);
        });
        await _index.CommitAsync(set => set.Put(Message(1, read: false), isNewMail: true), default);
        Assert.Equal((1, 1), (durable, visible));
        Assert.True(Assert.IsType<ItemCreated>(told[0]).IsNewMail);
        Assert.Equal((1, 1), (Assert.IsType<FolderChanged>(told[1]).Folder.Messages, _index.Tree.Find(Folder)!.Unread));
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task Plan_that_throws_changes_nothing_and_the_next_one_runs()
    {
        var told = 0;
        using var subscription = _index.Events.Subscribe(_ => told++);
        await Assert.ThrowsAsync<FormatException>(() => _index.CommitAsync(
            set =>
            {
                set.Put(Message(1));
                set.Put(Record(6));
                throw new FormatException();
            },
            default));
        Assert.Equal(0, told);
        Assert.Null(_index.Tree.Find(6));
        Assert.Empty((await _index.GetSnapshotAsync(Folder, default)).Rows);
        await _index.CommitAsync(set => set.Put(Message(2)), default);
        Assert.Equal([2UL], _index.Loaded(Folder)!.Rows.Select(r => r.RowId));
    }

    [Fact]
    public async Task Commit_that_the_state_refuses_shows_nothing()
    {
        _states.Fault = _ => new IOException("disk full");
        await Assert.ThrowsAsync<IOException>(() => _index.CommitAsync(set => set.Put(Message(1)), default));
        _states.Fault = null;
        Assert.Empty((await _index.GetSnapshotAsync(Folder, default)).Rows);
        await _index.CommitAsync(set => set.Put(Message(1)), default);
        Assert.Single(_index.Loaded(Folder)!.Rows);
    }

    [Fact]
    public async Task Subscriber_that_throws_spoils_neither_the_commit_nor_the_others()
    {
        var told = 0;
        using var bad = _index.Events.Subscribe(_ => throw new InvalidOperationException("a subscriber's own fault"));
        using var good = _index.Events.Subscribe(_ => told++);
        await _index.CommitAsync(set => set.Put(Message(1)), default);
        Assert.Equal(1, told);
        Assert.Single(_index.Loaded(Folder)!.Rows);
    }

    [Fact]
    public async Task Item_that_is_stored_and_removed_in_one_plan_leaves_nothing()
    {
        await _index.CommitAsync(
            set =>
            {
                var row = set.Put(Message(1));
                set.PutObject(1, [1]);
                set.Remove(row);
            },
            default);
        Assert.Empty(_index.Loaded(Folder)!.Rows);
        Assert.Empty(State().LoadItems(Folder));
        Assert.Null(State().LoadObject(1));
    }

    [Fact]
    public async Task Item_that_is_removed_and_stored_in_one_plan_is_there()
    {
        await _index.CommitAsync(set => set.Put(Message(1)), default);
        await _index.CommitAsync(
            set =>
            {
                set.Remove(set.Item(Folder, 1)!);
                Assert.Null(set.Item(Folder, 1));
                set.Put(Message(1, read: false));
                set.PutObject(1, [1]);
            },
            default);
        Assert.False(Assert.Single(State().LoadItems(Folder)).IsRead);
        Assert.Equal(1, _index.Loaded(Folder)!.Unread);
        Assert.NotNull(State().LoadObject(1));
    }

    [Fact]
    public async Task Folder_that_is_removed_and_made_again_in_one_plan_is_empty()
    {
        await _index.CommitAsync(set => set.Put(Message(1)), default);
        await _index.CommitAsync(
            set =>
            {
                set.RemoveFolder(set.Folder(Folder)!);
                Assert.Null(set.Folder(Folder));
                Assert.Null(set.Item(Folder, 1));
                set.Put(Record(Folder) with { Name = "again" });
                set.Put(Message(2));
            },
            default);
        Assert.Equal("again", _index.Tree.Find(Folder)!.Name);
        Assert.Equal(1, _index.Tree.Find(Folder)!.Messages);
        Assert.Equal([2UL], (await _index.GetSnapshotAsync(Folder, default)).Rows.Select(r => r.RowId));
        Assert.Equal([2UL], State().LoadItems(Folder).Select(i => i.Id));
    }

    [Fact]
    public async Task Items_of_a_folder_that_is_removed_in_the_same_plan_are_not_stored()
    {
        await _index.CommitAsync(
            set =>
            {
                set.Put(Message(1));
                set.RemoveFolder(set.Folder(Folder)!);
            },
            default);
        Assert.Null(_index.Tree.Find(Folder));
        Assert.Empty(State().LoadItems(Folder));
    }

    [Fact]
    public async Task Snapshot_of_a_folder_that_does_not_exist_is_empty_and_not_kept()
    {
        for (ulong id = 100; id < 110; id++)
        {
            Assert.Empty((await _index.GetSnapshotAsync(id, default)).Rows);
            Assert.Null(_index.Loaded(id));
        }
    }

    [Fact]
    public async Task Items_of_a_folder_that_nobody_has_read_are_counted()
    {
        await _index.CommitAsync(set => set.Put(Message(1, read: false)), default);
        await ReopenAsync();
        Assert.Null(_index.Loaded(Folder));
        await _index.CommitAsync(
            set =>
            {
                Assert.NotNull(set.Item(Folder, 1));
                set.Put(Message(2, read: false));
            },
            default);
        Assert.Equal((2, 2), (_index.Tree.Find(Folder)!.Messages, _index.Tree.Find(Folder)!.Unread));
        Assert.Equal([1UL, 2], (await _index.GetSnapshotAsync(Folder, default)).Rows.Select(r => r.RowId));
    }

    [Fact]
    public async Task Counters_go_on_where_they_were_after_reopening()
    {
        var (id, change, slot) = await _index.CommitAsync(set => (set.DrawId(10), set.NextChangeNumber(), set.DrawSlot()), default);
        await ReopenAsync();
        var (nextId, nextChange, nextSlot) = await _index.CommitAsync(set => (set.DrawId(), set.NextChangeNumber(), set.DrawSlot()), default);
        Assert.Equal(id + 10, nextId);
        Assert.True(nextChange > change);
        Assert.Equal(slot + 1, nextSlot);
        Assert.True(id >= ItemIds.FirstDrawn);
    }

    [Fact]
    public async Task Slot_that_was_drawn_for_nothing_is_not_drawn_again()
    {
        var slot = await _index.CommitAsync(set => set.DrawSlot(), default);
        await ReopenAsync();
        Assert.NotEqual(slot, await _index.CommitAsync(set => set.DrawSlot(), default));
    }

    [Fact]
    public async Task Ids_beyond_the_last_are_refused_and_those_left_still_given()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _index.CommitAsync(
            set =>
            {
                for (var i = 0; i <= 0x8000; i++)
                    set.DrawId(uint.MaxValue);
            },
            default));
        Assert.True(await _index.CommitAsync(set => set.DrawId(), default) <= GlobalCounter.Max);
    }

    [Fact]
    public async Task Plans_of_many_callers_get_numbers_of_their_own_that_rise()
    {
        var order = new List<ulong>();
        using var subscription = _index.Events.Subscribe(events => order.AddRange(events.OfType<ItemCreated>().Select(e => e.Item.Record.ChangeNumber)));
        var ids = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => _index.CommitAsync(
            set =>
            {
                var id = set.DrawId();
                set.Put(Message(id) with { ChangeNumber = set.NextChangeNumber() });
                return id;
            },
            default))));
        Assert.Equal(500, ids.Distinct().Count());
        Assert.Equal(500, order.Count);
        Assert.Equal(order.Order(), order);
        Assert.Equal(500, _index.Loaded(Folder)!.Count);
    }

    [Fact]
    public async Task Cancelled_caller_does_not_run_its_plan()
    {
        var ran = false;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _index.CommitAsync(_ => ran = true, new CancellationToken(canceled: true)));
        await _index.CommitAsync(_ => { }, default);
        Assert.False(ran);
    }

    [Fact]
    public async Task Closed_index_refuses_plans_after_it_has_run_those_that_waited()
    {
        var waiting = Enumerable.Range(1, 20).Select(i => _index.CommitAsync(set => set.Put(Message((ulong)i)), default)).ToArray();
        await _index.DisposeAsync();
        await Task.WhenAll(waiting);
        Assert.Equal(20, State().LoadItems(Folder).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _index.CommitAsync(_ => { }, default));
    }

    private MailboxIndex Open() => new(State(), Identity, _time, NullLogger.Instance);

    private IMailboxState State() => _states.Open(Identity.MailboxGuid, new MailboxHead(7, 1, ItemIds.FirstDrawn, ItemIds.FirstChange));

    private async Task ReopenAsync()
    {
        await _index.DisposeAsync();
        _index = Open();
    }

    private static FolderRecord Record(ulong id) => new() { Id = id, ParentId = 0, Name = "folder" };

    private static ItemRecord Message(ulong id, bool read = true) => new() { Id = id, FolderId = Folder, Flags = read ? MailFlags.Seen : MailFlags.None };
}
