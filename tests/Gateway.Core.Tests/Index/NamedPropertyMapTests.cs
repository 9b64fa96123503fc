using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Gateway.Core.Tests.Index;

public sealed class NamedPropertyMapTests : IAsyncLifetime
{
    private static readonly MailboxIdentity Identity = new("alice@example.test", "Alice", "/o=x", 7);
    private readonly MemoryStateStore _states = new();
    private MailboxIndex _index = null!;

    public Task InitializeAsync()
    {
        _index = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _index.DisposeAsync();

    [Fact]
    public async Task Names_get_ids_from_0x8000_once_and_for_all()
    {
        PropertyName[] names = [Lid(1), Text("Keywords"), Lid(1), Text("keywords")];
        await AssertMappedAsync([0x8000, 0x8001, 0x8000, 0x8002], names);
        await AssertMappedAsync([0x8002, 0x8003], Text("keywords"), Lid(2));
        await _index.DisposeAsync();
        _index = Open();
        await AssertMappedAsync([0x8003, 0x8001, 0x8004], Lid(2), Text("Keywords"), Lid(3));
        Assert.Equal(Text("Keywords"), _index.Names.Find((ushort)0x8001));
        Assert.Equal(5, _index.Names.All.Count());
    }

    /// <summary>A batch of messages is mapped message by message inside one commit.</summary>
    [Fact]
    public async Task Names_that_are_mapped_one_after_the_other_in_one_plan_get_ids_of_their_own()
    {
        var ids = await _index.CommitAsync(
            set => new[] { Lid(1), Lid(2), Lid(1), Text("x") }.Select(name => _index.Names.Map(set, [name])[0]).ToArray(),
            default);
        Assert.Equal([0x8000, 0x8001, 0x8000, 0x8002], ids.Select(id => (int)id!));
        Assert.Equal(Lid(2), _index.Names.Find((ushort)0x8001));
        Assert.Equal((ushort)0x8000, _index.Names.Find(Lid(1)));
    }

    [Fact]
    public async Task Plan_that_fails_leaves_its_names_without_id()
    {
        await Assert.ThrowsAsync<FormatException>(() => _index.CommitAsync(
            set =>
            {
                _index.Names.Map(set, [Lid(1)]);
                throw new FormatException();
            },
            default));
        Assert.Null(_index.Names.Find(Lid(1)));
        await AssertMappedAsync([0x8000], Lid(2));
    }

    [Fact]
    public async Task Name_of_PS_MAPI_is_its_own_id()
    {
        Assert.Equal((ushort)0x0037, _index.Names.Find(PropertyName.Numeric(PropertySets.Mapi, 0x37)));
        Assert.Equal(PropertyName.Numeric(PropertySets.Mapi, 0x37), _index.Names.Find((ushort)0x37));
        await AssertMappedAsync([0x37, 0x8000], PropertyName.Numeric(PropertySets.Mapi, 0x37), PropertyName.Numeric(PropertySets.Mapi, 0x9000));
    }

    [Fact]
    public async Task Names_beyond_the_last_id_get_none()
    {
        const int All = NamedPropertyMap.LastId - NamedPropertyMap.FirstId + 1;
        var ids = await _index.CommitAsync(set => _index.Names.Map(set, [.. Enumerable.Range(0, All + 5).Select(i => Lid((uint)i))]), default);
        Assert.Equal(NamedPropertyMap.LastId, ids[All - 1]);
        Assert.Equal(All, ids.Count(id => id is not null));
        Assert.All(ids.Skip(All), id => Assert.Null(id));
        Assert.Null((await _index.CommitAsync(set => _index.Names.Map(set, [Text("late")]), default))[0]);
        Assert.Equal(All, ids.OfType<ushort>().Distinct().Count());
    }

    [Fact]
    public void Id_without_name_has_none()
    {
        Assert.Null(_index.Names.Find((ushort)0x8000));
        Assert.Null(_index.Names.Find(Lid(1)));
    }

    private static PropertyName Lid(uint lid) => PropertyName.Numeric(PropertySets.Appointment, lid);

    private static PropertyName Text(string text) => PropertyName.String(PropertySets.PublicStrings, text);

    private async Task AssertMappedAsync(int[] ids, params PropertyName[] names) =>
        Assert.Equal(ids, (await _index.CommitAsync(set => _index.Names.Map(set, names), default)).Select(id => (int)id!));

    private MailboxIndex Open() => new(
        _states.Open(Identity.MailboxGuid, new MailboxHead(7, 1, ItemIds.FirstDrawn, ItemIds.FirstChange)), Identity, new ManualTime(), NullLogger.Instance);
}
