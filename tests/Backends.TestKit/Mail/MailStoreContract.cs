using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>What every <see cref="IMailStore"/> has to keep, one derived class for each subject. Every test has a user of its own with two clients.</summary>
public abstract class MailStoreContract(IMailSite site) : IAsyncLifetime
{
    /// <summary>Nothing here takes long; it only ends a test that hangs.</summary>
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    protected IMailSite Site => site;

    protected CancellationToken Token => _patience.Token;

    protected BackendCredentials User { get; private set; } = null!;

    /// <summary>The client under test.</summary>
    protected IMailStore Store { get; private set; } = null!;

    /// <summary>Another client of the same user.</summary>
    protected IMailStore Other { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        User = await site.NewUserAsync();
        Store = await site.LogInAsync(User);
        Other = await site.LogInAsync(User);
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await Other.DisposeAsync();
        _patience.Dispose();
    }

    protected bool Has(MailCapabilities capability) => (Store.Capabilities & capability) == capability;

    /// <summary>Appends a message and finds out where it lies, also where the server does not say.</summary>
    protected async Task<MailLocation> AppendAsync(string path, byte[] content, MailFlags? flags = null, DateTimeOffset? date = null)
    {
        using var stream = new MemoryStream(content);
        var location = await Store.AppendAsync(path, stream, content.Length, flags ?? MailFlags.None, date, Token);
        Assert.Equal(Has(MailCapabilities.UidPlus), location is not null);
        if (location is { } told)
            return told;
        var look = await LookAsync(path);
        return new MailLocation(look.State.UidValidity, look.Flags.Max(m => m.Uid));
    }

    /// <summary>Appends messages with these subjects.</summary>
    /// <returns>The folder's UIDVALIDITY and the messages' UIDs, in order.</returns>
    protected async Task<(uint Validity, uint[] Uids)> FillAsync(string path, params string[] subjects)
    {
        var uids = new List<uint>();
        var validity = 0u;
        foreach (var subject in subjects)
        {
            var location = await AppendAsync(path, Letter.Of(subject));
            validity = location.UidValidity;
            uids.Add(location.Uid);
        }

        return (validity, [.. uids]);
    }

    protected async Task<byte[]> FetchAsync(string path, MailLocation location)
    {
        using var destination = new MemoryStream();
        await Store.FetchMessageAsync(path, location.UidValidity, location.Uid, destination, Token);
        return destination.ToArray();
    }

    /// <summary>All messages of a folder, as a client sees them that has not looked before.</summary>
    protected Task<MailFolderChanges> LookAsync(string path, IMailStore? client = null) => (client ?? Store).GetChangesAsync(path, null, UidSet.Empty, Token);

    /// <summary>What changed since an earlier look.</summary>
    protected Task<MailFolderChanges> LookAgainAsync(string path, MailFolderChanges before, IMailStore? client = null) =>
        (client ?? Store).GetChangesAsync(path, before.State, UidSet.From(before.Flags.Select(m => m.Uid)), Token);

    protected async Task<Dictionary<uint, MailFlags>> FlagsAsync(string path, IMailStore? client = null) =>
        (await LookAsync(path, client)).Flags.ToDictionary(m => m.Uid, m => m.Flags);

    protected async Task<List<MailSummary>> SummariesAsync(string path, uint validity, UidSet uids, IMailStore? client = null)
    {
        var summaries = new List<MailSummary>();
        await foreach (var summary in (client ?? Store).FetchSummariesAsync(path, validity, uids, Token))
            summaries.Add(summary);
        return summaries;
    }

    /// <summary>The client still does what it did before.</summary>
    protected async Task IsHealthyAsync()
    {
        var content = Letter.Of($"healthy {Guid.NewGuid():N}");
        var location = await AppendAsync("INBOX", content);
        Assert.Equal(content, await FetchAsync("INBOX", location));
        Assert.Contains(location.Uid, (await FlagsAsync("INBOX", Other)).Keys);
    }

    /// <summary>Compares large contents without printing them.</summary>
    protected static void IsSame(byte[] expected, byte[] actual, string what = "") =>
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"{what} {expected.Length} bytes went in, {actual.Length} came back, equal up to {expected.AsSpan().CommonPrefixLength(actual)}");

    protected static MailFlags Flags(MailSystemFlags system, params string[] keywords) => new(system, [.. keywords.Order(StringComparer.OrdinalIgnoreCase)]);
}
