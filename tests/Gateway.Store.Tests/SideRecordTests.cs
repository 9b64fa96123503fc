using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.SideStore;

namespace Mapigate.Gateway.Store.Tests;

/// <summary>The side-store in the state file.</summary>
public sealed class SideRecordTests
{
    private const string Href = "/dav/\u00FC/1.ics";

    [Fact]
    public void Records_are_kept_replaced_removed_and_found_by_what_their_keys_begin_with()
    {
        using var folder = new StateFolder();
        using (var state = folder.Open())
        {
            Commit(state, new(SideKeys.Mail(0x12, 1, 7), new byte[] { 1 }), new(SideKeys.Mail(0x123, 1, 7), new byte[] { 2 }), new(SideKeys.InCollection(0x12, Href, null), new byte[] { 3 }), new(SideKeys.Name(0x8000), Array.Empty<byte>()));
            Commit(state, new(SideKeys.Mail(0x12, 1, 7), new byte[] { 4 }), new(SideKeys.Mail(0x12, 1, 8), new byte[] { 5 }));
            Commit(state, new SideRecord(SideKeys.Mail(0x12, 1, 8), null));
        }

        using var again = folder.Open();
        Assert.Equal([(SideKeys.Mail(0x12, 1, 7), "04")], Of(again, SideKeys.MailOf(0x12)));
        Assert.Equal([(SideKeys.InCollection(0x12, Href, null), "03")], Of(again, SideKeys.ItemsOf(0x12)));
        Assert.Equal(4, Of(again, "").Count);
    }

    [Fact]
    public void Folder_that_goes_takes_its_records_along()
    {
        using var folder = new StateFolder();
        using var state = folder.Open();
        Commit(state, new(SideKeys.Folder(0x12), new byte[] { 1 }), new(SideKeys.Mail(0x12, 1, 7), new byte[] { 1 }), new(SideKeys.Object(0x12, 9), new byte[] { 1 }), new(SideKeys.Mail(0x123, 1, 7), new byte[] { 2 }));
        var batch = new StateBatch { RemovedFolders = { 0x12 } };
        batch.Sides.Add(new SideRecord(SideKeys.Folder(0x12), null));
        state.Commit(batch);
        Assert.Equal([(SideKeys.Mail(0x123, 1, 7), "02")], Of(state, ""));
    }

    [Fact]
    public void Batch_that_replaces_all_leaves_nothing_of_what_was()
    {
        using var folder = new StateFolder();
        using var state = folder.Open();
        var before = new StateBatch { Folders = { StateFolder.Folder(1) }, Items = { StateFolder.Item(1, 2) } };
        before.Objects.Add((2, [1]));
        before.Sides.Add(new SideRecord("F1", new byte[] { 1 }));
        state.Commit(before);
        var head = StateFolder.New with { Sequence = ulong.MaxValue, Mirrored = ulong.MaxValue - 1 };
        var after = new StateBatch { ReplacesAll = true, Head = head, Folders = { StateFolder.Folder(3) } };
        after.Sides.Add(new SideRecord("F3", new byte[] { 2 }));
        state.Commit(after);
        Assert.Equal(3ul, Assert.Single(state.LoadFolders()).Id);
        Assert.Empty(state.LoadItems(1));
        Assert.Null(state.LoadObject(2));
        Assert.Equal([("F3", "02")], Of(state, ""));
        state.Dispose();
        using var again = folder.Open();
        Assert.Equal(head, again.Head);
    }

    private static void Commit(IMailboxState state, params SideRecord[] records)
    {
        var batch = new StateBatch();
        batch.Sides.AddRange(records);
        state.Commit(batch);
    }

    private static List<(string Key, string Content)> Of(IMailboxState state, string prefix) => [.. state.LoadSides(prefix).Select(s => (s.Key, Convert.ToHexString(s.Content!.Value.Span)))];
}
