using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Moving and copying.</summary>
public abstract class MailTransferContract(IMailSite site) : MailStoreContract(site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transfer_takes_content_flags_keywords_and_date_along(bool isMove)
    {
        await Store.CreateFolderAsync("target", Token);
        await FillAsync("target", "already there");
        var content = Letter.Of("x");
        var flags = Flags(MailSystemFlags.Seen | MailSystemFlags.Flagged, Has(MailCapabilities.Keywords) ? ["work"] : []);
        var location = await AppendAsync("INBOX", content, flags, Letter.Date);
        await FillAsync("INBOX", "stays");
        var before = await LookAsync("target", Other);

        var transfer = await TransferAsync(isMove, "INBOX", location.UidValidity, UidSet.Of(location.Uid), "target");

        var arrived = Assert.Single((await LookAgainAsync("target", before, Other)).Flags, m => before.Flags.All(b => b.Uid != m.Uid));
        Assert.Equal(flags, arrived.Flags);
        Assert.Equal(Has(MailCapabilities.UidPlus), transfer is not null);
        if (transfer is not null)
        {
            Assert.Equal(before.State.UidValidity, transfer.UidValidity);
            Assert.Equal(new Dictionary<uint, uint> { [location.Uid] = arrived.Uid }, transfer.Uids);
        }

        var summary = Assert.Single(await SummariesAsync("target", before.State.UidValidity, UidSet.Of(arrived.Uid)));
        Assert.Equal(Letter.Date.UtcDateTime, summary.InternalDate.UtcDateTime);
        Assert.Equal(content, await FetchAsync("target", new MailLocation(before.State.UidValidity, arrived.Uid)));
        var left = await FlagsAsync("INBOX", Other);
        if (!isMove)
            Assert.Equal(flags, left[location.Uid]);
        else if (Has(MailCapabilities.Move) || Has(MailCapabilities.UidPlus))
            Assert.Equal(1, left.Count);
        else
            Assert.True(left[location.Uid].System.HasFlag(MailSystemFlags.Deleted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transfer_of_many_maps_each_to_its_own(bool isMove)
    {
        await Store.CreateFolderAsync("target", Token);
        var subjects = Enumerable.Range(0, 80).Select(i => $"number {i}").ToArray();
        var (validity, uids) = await FillAsync("INBOX", subjects);
        var chosen = uids.Where((_, i) => i % 4 != 2).ToArray();
        var transfer = await TransferAsync(isMove, "INBOX", validity, UidSet.Of(chosen), "target");
        Assert.Equal(chosen.Length, (await Other.GetStateAsync("target", Token)).Messages);
        if (transfer is null)
            return;
        Assert.Equal(chosen, transfer.Uids.Keys.Order());
        foreach (var uid in chosen.Where((_, i) => i % 9 == 0))
            Assert.Equal(Letter.Of(subjects[Array.IndexOf(uids, uid)]), await FetchAsync("target", new MailLocation(transfer.UidValidity, transfer.Uids[uid])));
        Assert.Equal(isMove ? uids.Except(chosen).Order() : uids, (await FlagsAsync("INBOX", Other)).Keys.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transfer_of_messages_that_are_gone_moves_the_others(bool isMove)
    {
        await Store.CreateFolderAsync("target", Token);
        var (validity, uids) = await FillAsync("INBOX", "1", "2");
        var transfer = await TransferAsync(isMove, "INBOX", validity, UidSet.Of(uids[0], uids[1] + 1000), "target");
        Assert.Equal(1, (await Other.GetStateAsync("target", Token)).Messages);
        if (Has(MailCapabilities.UidPlus))
            Assert.Equal([uids[0]], transfer!.Uids.Keys);

        await TransferNoneAsync(isMove, validity, UidSet.Of(uids[1] + 1000));
        await TransferNoneAsync(isMove, validity, UidSet.Empty);
        Assert.Equal(1, (await Other.GetStateAsync("target", Token)).Messages);
        await IsHealthyAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transfer_to_or_from_what_is_not_there_is_refused_and_changes_nothing(bool isMove)
    {
        await Store.CreateFolderAsync("target", Token);
        var (validity, uids) = await FillAsync("INBOX", "1");
        await Refusal.OfAsync(() => TransferAsync(isMove, "INBOX", validity, UidSet.Of(uids), "gone"), BackendError.NotFound);
        await Refusal.OfAsync(() => TransferAsync(isMove, "gone", validity, UidSet.Of(uids), "target"), BackendError.NotFound);
        await Refusal.OfAsync(() => TransferAsync(isMove, "INBOX", validity + 1, UidSet.Of(uids), "target"), BackendError.Conflict);
        Assert.DoesNotContain(await Other.ListAsync(Token), f => f.Path == "gone");
        Assert.Equal(MailFlags.None, Assert.Single(await FlagsAsync("INBOX", Other)).Value with { Keywords = [] });
        Assert.Empty(await FlagsAsync("target", Other));
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Copy_within_a_folder_doubles_the_message()
    {
        var location = await AppendAsync("INBOX", Letter.Of("x"));
        var transfer = await Store.CopyAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid), "INBOX", Token);
        var uids = (await FlagsAsync("INBOX", Other)).Keys;
        Assert.Equal(2, uids.Count);
        Assert.Contains(location.Uid, uids);
        if (transfer is not null)
            Assert.Contains(transfer.Uids[location.Uid], uids);
    }

    [Fact]
    public async Task Move_is_told_to_those_who_follow_either_folder()
    {
        await Store.CreateFolderAsync("target", Token);
        var (validity, uids) = await FillAsync("INBOX", "1", "2", "3");
        var source = MailMirror.Of(await LookAsync("INBOX", Other));
        var target = MailMirror.Of(await LookAsync("target", Other));
        await Store.MoveAsync("INBOX", validity, UidSet.Of(uids[0], uids[2]), "target", Token);
        source.Follow(await Other.GetChangesAsync("INBOX", source.State, source.Known, Token));
        target.Follow(await Other.GetChangesAsync("target", target.State, target.Known, Token));
        source.IsEqualTo(await LookAsync("INBOX"));
        target.IsEqualTo(await LookAsync("target"));
        Assert.Equal(2, target.Flags.Count);
    }

    private Task<MailTransfer?> TransferAsync(bool isMove, string path, uint validity, UidSet uids, string target) =>
        isMove ? Store.MoveAsync(path, validity, uids, target, Token) : Store.CopyAsync(path, validity, uids, target, Token);

    private async Task TransferNoneAsync(bool isMove, uint validity, UidSet uids)
    {
        var transfer = await TransferAsync(isMove, "INBOX", validity, uids, "target");
        Assert.True(transfer is null or { Uids.Count: 0 });
    }
}
