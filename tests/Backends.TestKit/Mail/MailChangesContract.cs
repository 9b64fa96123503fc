using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>The change feed.</summary>
public abstract class MailChangesContract(IMailSite site) : MailStoreContract(site)
{
    [Fact]
    public async Task First_look_lists_everything()
    {
        var (validity, uids) = await FillAsync("INBOX", "1", "2", "3");
        var look = await LookAsync("INBOX", Other);
        Assert.True(look.IsReset);
        Assert.True(look.Vanished.IsEmpty);
        Assert.Equal(uids, look.Flags.Select(m => m.Uid).Order());
        Assert.Equal((validity, 3, 3), (look.State.UidValidity, look.State.Messages, look.State.Unseen));
        Assert.All(look.Flags, m => Assert.Equal(Has(MailCapabilities.ModSequences), m.ModSeq > 0));
        Assert.All(look.Flags, m => Assert.True(m.ModSeq <= look.State.HighestModSeq));
    }

    [Fact]
    public async Task Look_at_an_empty_folder_finds_nothing()
    {
        await Store.CreateFolderAsync("empty", Token);
        var first = await LookAsync("empty");
        Assert.True(first.IsReset);
        Assert.Empty(first.Flags);
        var second = await LookAgainAsync("empty", first, Other);
        Assert.Equal((false, 0, true), (second.IsReset, second.Flags.Count, second.Vanished.IsEmpty));
        Assert.Equal(first.State, second.State);
    }

    [Fact]
    public async Task Nothing_changed_is_told_as_nothing()
    {
        await FillAsync("INBOX", "1", "2");
        var before = await LookAsync("INBOX");
        foreach (var client in new[] { Store, Other, Store })
        {
            var after = await LookAgainAsync("INBOX", before, client);
            Assert.False(after.IsReset);
            Assert.True(after.Vanished.IsEmpty);
            Assert.Equal(before.State, after.State);
            if (Has(MailCapabilities.ModSequences))
                Assert.Empty(after.Flags);
        }

        Assert.Equal(before.State, await Store.GetStateAsync("INBOX", Token));
        Assert.Equal(before.State, await Other.GetStateAsync("INBOX", Token));
    }

    [Fact]
    public async Task New_message_changed_flags_and_a_message_that_went_are_told_together()
    {
        var (validity, uids) = await FillAsync("INBOX", "1", "2", "3", "4");
        var before = await LookAsync("INBOX", Other);
        await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[1]), Flags(MailSystemFlags.Seen | MailSystemFlags.Answered), MailFlags.None, Token);
        await Store.ExpungeAsync("INBOX", validity, UidSet.Of(uids[2]), Token);
        var added = (await FillAsync("INBOX", "5")).Uids[0];

        var after = await LookAgainAsync("INBOX", before, Other);

        Assert.False(after.IsReset);
        var flags = after.Flags.ToDictionary(m => m.Uid, m => m.Flags.System);
        Assert.Equal(MailSystemFlags.Seen | MailSystemFlags.Answered, flags[uids[1]]);
        Assert.Equal(MailSystemFlags.None, flags[added]);
        if (Has(MailCapabilities.UidPlus))
        {
            Assert.Equal(UidSet.Of(uids[2]), after.Vanished);
            Assert.DoesNotContain(uids[2], flags.Keys);
        }
        else
        {
            Assert.Equal(MailSystemFlags.Deleted, flags[uids[2]]);
        }

        if (Has(MailCapabilities.ModSequences))
        {
            Assert.DoesNotContain(uids[0], flags.Keys);
            Assert.True(after.State.HighestModSeq > before.State.HighestModSeq);
        }

        Assert.Equal(await Store.GetStateAsync("INBOX", Token), after.State);
    }

    [Fact]
    public async Task Each_change_gives_the_folder_another_state()
    {
        var states = new List<MailFolderState>();
        async Task ChangeAsync(Func<Task> change)
        {
            await change();
            var state = await Other.GetStateAsync("INBOX", Token);
            Assert.DoesNotContain(state, states);
            states.Add(state);
            Assert.Equal(state, (await LookAsync("INBOX", Other)).State);
        }

        await ChangeAsync(() => Task.CompletedTask);
        MailLocation first = default, second = default;
        await ChangeAsync(async () => first = await AppendAsync("INBOX", Letter.Of("1")));
        await ChangeAsync(async () => second = await AppendAsync("INBOX", Letter.Of("2")));
        if (Has(MailCapabilities.ModSequences))
        {
            foreach (var flags in (MailFlags[])[MailFlags.Seen, Flags(MailSystemFlags.Flagged), Flags(MailSystemFlags.None, "work")])
            {
                await ChangeAsync(() => Store.StoreFlagsAsync("INBOX", first.UidValidity, UidSet.Of(first.Uid), flags, MailFlags.None, Token));
                await ChangeAsync(() => Store.StoreFlagsAsync("INBOX", first.UidValidity, UidSet.Of(first.Uid), MailFlags.None, flags, Token));
            }
        }

        if (Has(MailCapabilities.UidPlus))
            await ChangeAsync(() => Store.ExpungeAsync("INBOX", first.UidValidity, UidSet.Of(second.Uid), Token));
    }

    [Fact]
    public async Task State_of_another_uidvalidity_starts_anew()
    {
        var (_, uids) = await FillAsync("INBOX", "1", "2");
        var look = await LookAsync("INBOX");
        var old = look.State with { UidValidity = look.State.UidValidity - 1, HighestModSeq = Math.Max(1, look.State.HighestModSeq) };
        var changes = await Store.GetChangesAsync("INBOX", old, UidSet.Of(7, 8, 9), Token);
        Assert.True(changes.IsReset);
        Assert.True(changes.Vanished.IsEmpty);
        Assert.Equal(uids, changes.Flags.Select(m => m.Uid).Order());
        Assert.Equal(look.State, changes.State);
    }

    [Fact]
    public async Task Only_known_messages_vanish()
    {
        if (!Has(MailCapabilities.UidPlus))
            return;
        var (validity, uids) = await FillAsync("INBOX", "1", "2", "3");
        var before = await LookAsync("INBOX");
        await Other.ExpungeAsync("INBOX", validity, UidSet.Of(uids[0], uids[1]), Token);
        // This one came and went between the looks.
        var brief = await AppendAsync("INBOX", Letter.Of("brief"));
        await Other.ExpungeAsync("INBOX", validity, UidSet.Of(brief.Uid), Token);

        Assert.Equal(UidSet.Of(uids[0], uids[1]), (await LookAgainAsync("INBOX", before)).Vanished);
        Assert.Equal(UidSet.Of(uids[1]), (await Store.GetChangesAsync("INBOX", before.State, UidSet.Of(uids[1], uids[2]), Token)).Vanished);
        Assert.Equal(UidSet.Of(uids[0], uids[1]), (await LookAgainAsync("INBOX", before, Other)).Vanished);
    }

    [Fact]
    public async Task Look_from_an_old_state_bridges_many_changes()
    {
        var (validity, uids) = await FillAsync("INBOX", [.. Enumerable.Range(0, 30).Select(i => $"{i}")]);
        var before = await LookAsync("INBOX");
        foreach (var (uid, i) in uids.Select((uid, i) => (uid, i)))
        {
            if (i % 3 == 0)
                await Other.ExpungeAsync("INBOX", validity, UidSet.Of(uid), Token);
            else if (i % 3 == 1)
                await Other.StoreFlagsAsync("INBOX", validity, UidSet.Of(uid), Flags(MailSystemFlags.Flagged), MailFlags.None, Token);
        }

        await FillAsync("INBOX", "late");
        var mirror = MailMirror.Of(before);
        mirror.Follow(await LookAgainAsync("INBOX", before));
        mirror.IsEqualTo(await LookAsync("INBOX", Other));
    }

    [Fact]
    public async Task Folder_that_is_not_there_is_not_found()
    {
        await Refusal.OfAsync(() => LookAsync("gone"), BackendError.NotFound);
        var look = await LookAsync("INBOX");
        await Refusal.OfAsync(() => LookAgainAsync("gone", look), BackendError.NotFound);
        await IsHealthyAsync();
    }
}
