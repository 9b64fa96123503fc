using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>
/// One random history. Every step is done by one of two clients and by the model; then the folders that it touched, and one more, are looked at in two ways, through
/// the changes since the last look and from scratch, by either client in turn. All three must agree.
/// </summary>
internal sealed class MailHistory(IMailStore first, IMailStore second, int seed, CancellationToken token)
{
    private static readonly string[] Keywords = ["$Forwarded", "NonJunk", "red", "green"];

    private readonly Random _random = new(seed);
    private readonly MailModel _model = new(Has(first, MailCapabilities.UidPlus), Has(first, MailCapabilities.Keywords));
    private readonly Dictionary<string, MailMirror> _mirrors = [];
    private readonly Dictionary<string, uint> _validities = [];
    private readonly HashSet<string> _touched = [];
    private int _messages;
    private int _folders;

    /// <summary>The step that is under way.</summary>
    public string Doing { get; private set; } = "begin";

    private IMailStore Client => _random.Next(2) == 0 ? first : second;

    public async Task BeginAsync()
    {
        await MakeFolderAsync("Größe & Co");
        await MakeFolderAsync("second");
        await CheckAsync();
    }

    /// <summary>Does one thing.</summary>
    /// <returns>What it was.</returns>
    public async Task<string> StepAsync()
    {
        var folder = Any();
        var uids = Some(folder);
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                Doing = $"append to {folder}";
                await AppendAsync(folder, 1);
                break;
            case 3:
                Doing = $"append several to {folder}";
                await AppendAsync(folder, _random.Next(2, 6));
                break;
            case 4 or 5 or 6:
                var (add, remove) = (RandomFlags(), RandomFlags());
                remove = new MailFlags(remove.System & ~add.System, [.. remove.Keywords.Except(add.Keywords)]);
                Doing = $"flags of {uids} in {folder}: {Line(0, add)}; remove {Line(0, remove)}";
                await Client.StoreFlagsAsync(folder, _validities[folder], uids, add, remove, token);
                _model.SetFlags(folder, uids, add, remove);
                break;
            case 7 when Has(first, MailCapabilities.UidPlus):
                var target = Any();
                Doing = $"move {uids} from {folder} to {target}";
                if (target != folder)
                    await TransferAsync(folder, uids, target, isMove: true);
                break;
            case 8 when Has(first, MailCapabilities.UidPlus):
                var place = Any();
                Doing = $"copy {uids} from {folder} to {place}";
                await TransferAsync(folder, uids, place, isMove: false);
                break;
            case 9:
                Doing = $"expunge {uids} from {folder}";
                await Client.ExpungeAsync(folder, _validities[folder], uids, token);
                _model.Expunge(folder, uids);
                break;
            case 10 when _model.Folders.Count < 6:
                Doing = $"make folder {_folders}";
                await MakeFolderAsync($"made {_folders++}");
                break;
            case 11 when folder.StartsWith("made", StringComparison.Ordinal):
                Doing = $"delete {folder}";
                await Client.DeleteFolderAsync(folder, token);
                // A server may hang up on whoever has the folder open, and an append to another folder by that connection would not be repeated.
                await Refusal.OfAsync(() => first.GetChangesAsync(folder, null, UidSet.Empty, token), BackendError.NotFound);
                await Refusal.OfAsync(() => second.GetChangesAsync(folder, null, UidSet.Empty, token), BackendError.NotFound);
                _model.Folders.Remove(folder);
                _mirrors.Remove(folder);
                _touched.Remove(folder);
                break;
            default:
                Doing = $"nothing in {folder}";
                break;
        }

        if (_model.Folders.ContainsKey(folder))
            _touched.Add(folder);
        return Doing;
    }

    /// <summary>Compares clients and model.</summary>
    public async Task CheckAsync()
    {
        foreach (var folder in _touched.Append(Any()).ToHashSet())
        {
            var client = Client;
            if (_mirrors.TryGetValue(folder, out var mirror))
                mirror.Follow(await client.GetChangesAsync(folder, mirror.State, mirror.Known, token));
            else
                _mirrors[folder] = mirror = MailMirror.Of(await client.GetChangesAsync(folder, null, UidSet.Empty, token));
            mirror.IsEqualTo(await Client.GetChangesAsync(folder, null, UidSet.Empty, token));
            var expected = _model.Folders[folder].OrderBy(m => m.Uid).ToList();
            Assert.Equal(expected.Select(m => Line(m.Uid, m.Flags)), mirror.Flags.Select(m => Line(m.Key, m.Value)));
            if (expected.Count > 0 && expected[_random.Next(expected.Count)] is var message)
            {
                using var destination = new MemoryStream();
                await Client.FetchMessageAsync(folder, _validities[folder], message.Uid, destination, token);
                Assert.Equal(message.Content, destination.ToArray());
            }
        }

        _touched.Clear();
        var folders = (await Client.ListAsync(token)).Where(f => f.CanHoldMessages).Select(f => f.Path).ToHashSet();
        Assert.All(_model.Folders.Keys, f => Assert.Contains(f, folders));
        Assert.DoesNotContain(folders, f => f.StartsWith("made", StringComparison.Ordinal) && !_model.Folders.ContainsKey(f));
    }

    private static string Line(uint uid, MailFlags flags) => $"{uid} {flags.System} {string.Join(' ', flags.Keywords)}";

    private static bool Has(IMailStore store, MailCapabilities capability) => (store.Capabilities & capability) != 0;

    private async Task MakeFolderAsync(string path)
    {
        await Client.CreateFolderAsync(path, token);
        _model.Folders.Add(path, []);
        _touched.Add(path);
        foreach (var folder in _model.Folders.Keys)
            _validities[folder] = (await Client.GetStateAsync(folder, token)).UidValidity;
    }

    private async Task AppendAsync(string folder, int count)
    {
        var messages = Enumerable.Range(0, count).Select(_ => (Content: Letter.OfSize($"message {_messages++}", _random.Next(4) == 0 ? 20_000 : 10), Flags: RandomFlags())).ToList();
        var locations = count == 1
            ? [await Client.AppendAsync(folder, new MemoryStream(messages[0].Content), messages[0].Content.Length, messages[0].Flags, null, token)]
            : await Client.AppendAsync(folder, [.. messages.Select(m => new MailToAppend(new MemoryStream(m.Content), m.Content.Length, m.Flags, null))], token);
        if (!Has(first, MailCapabilities.UidPlus))
        {
            var known = _model.Folders[folder].Select(m => m.Uid).ToHashSet();
            var look = await Client.GetChangesAsync(folder, null, UidSet.Empty, token);
            locations = [.. look.Flags.Select(m => m.Uid).Where(uid => !known.Contains(uid)).Order().Select(uid => (MailLocation?)new MailLocation(look.State.UidValidity, uid))];
        }

        Assert.Equal(count, locations.Count);
        for (var i = 0; i < count; i++)
            _model.Append(folder, locations[i]!.Value.Uid, messages[i].Content, messages[i].Flags);
    }

    private async Task TransferAsync(string folder, UidSet uids, string target, bool isMove)
    {
        var transfer = isMove
            ? await Client.MoveAsync(folder, _validities[folder], uids, target, token)
            : await Client.CopyAsync(folder, _validities[folder], uids, target, token);
        var messages = _model.Folders[folder].Where(m => uids.Contains(m.Uid)).ToList();
        Assert.Equal(messages.Select(m => m.Uid).Order(), transfer?.Uids.Keys.Order() ?? Enumerable.Empty<uint>());
        foreach (var message in messages)
            _model.Append(target, transfer!.Uids[message.Uid], message.Content, message.Flags);
        if (isMove)
            _model.Expunge(folder, uids);
        _touched.Add(target);
    }

    private string Any() => _model.Folders.Keys.ElementAt(_random.Next(_model.Folders.Count));

    /// <summary>Up to half of a folder's messages, now and then one that is gone.</summary>
    private UidSet Some(string folder)
    {
        var uids = _model.Folders[folder].Select(m => m.Uid).Where(_ => _random.Next(3) == 0);
        return UidSet.From(_random.Next(8) == 0 ? uids.Append(1_000_000u) : uids);
    }

    private MailFlags RandomFlags()
    {
        var system = (MailSystemFlags)(_random.Next(32) & _random.Next(32));
        return new MailFlags(system, [.. Keywords.Where(_ => _random.Next(4) == 0).Order(StringComparer.OrdinalIgnoreCase)]);
    }
}
