using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mapigate.Backends.Mail;
using Xunit.Abstractions;

namespace Mapigate.Backends.Local.Tests;

/// <summary>SIGKILL at any moment: nothing half, nothing lost, nothing doubled, no UID given twice, and every change told afterwards.</summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 12;
    private const string Calendar = "/dav/alice@example.test/calendar/";

    private readonly LocalFixture _local = new();
    private readonly CrashModel _model = new();

    /// <summary>Which message got a UID, for ever.</summary>
    private readonly Dictionary<(string Path, uint Uid), int> _uids = [];

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task Killed_process_leaves_what_it_answered_and_nothing_half()
    {
        var random = new Random(4711);
        var operations = 0;
        for (var round = 1; round <= Kills; round++)
        {
            var before = await LookAsync();
            var lines = await RunAndKillAsync(round, afterLines: random.Next(1, 120), microseconds: random.Next(0, 8000));
            operations += lines.Count / 2;
            _model.Take(lines);
            _local.Server.Dispose();
            _local.Restart();
            await CompareMailAsync();
            await CompareItemsAsync();
            await CompareChangesAsync(before);
        }

        output.WriteLine($"{Kills} kills, {operations} operations, {_uids.Count} UIDs");
    }

    private async Task<List<string>> RunAndKillAsync(int seed, int afterLines, int microseconds)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrashTests).Assembly.Location, _local.Folder, seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string> { await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await errors) };
        while (lines.Count < afterLines && await process.StandardOutput.ReadLineAsync() is { } line)
            lines.Add(line);

        // Somewhere within the next operation, finer than timers are.
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalMicroseconds < microseconds)
            Thread.SpinWait(10);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            lines.Add(line);
        Assert.Equal("", await errors);
        return lines;
    }

    private async Task CompareMailAsync()
    {
        var alice = await _local.MailAsync();
        var found = new Dictionary<int, int>();
        foreach (var path in (string[])["INBOX", "Sent"])
        {
            var changes = await alice.GetChangesAsync(path, null, UidSet.Empty, default);
            Assert.Equal(changes.State.Messages, changes.Flags.Count);
            foreach (var message in changes.Flags)
            {
                var number = Number(await LocalFixture.FetchAsync(alice, path, message.Uid));
                found[number] = found.GetValueOrDefault(number) + 1;
                Assert.Equal(number, _uids.GetValueOrDefault((path, message.Uid), number));
                _uids[(path, message.Uid)] = number;
                _model.Place(path, message.Uid, number);
            }
        }

        _model.CompareMessages(found);
        var bob = await _local.MailAsync("bob");
        var inbox = await bob.GetChangesAsync("INBOX", null, UidSet.Empty, default);
        var delivered = new List<int>();
        foreach (var message in inbox.Flags)
        {
            var text = await LocalFixture.FetchAsync(bob, "INBOX", message.Uid);
            delivered.Add(Number(text[text.IndexOf("Subject", StringComparison.Ordinal)..]));
        }

        _model.CompareDelivered(delivered);
    }

    private async Task CompareItemsAsync()
    {
        var store = await _local.Server.Items.LogInAsync(LocalFixture.Credentials("alice"), default);
        var changes = await store.GetChangesAsync(Calendar, null, new Dictionary<string, string>(), default);
        var found = new Dictionary<string, int>();
        await foreach (var item in store.GetAsync(Calendar, [.. changes.Changed.Select(c => c.Href)], default))
        {
            found[item.Href] = Number(Encoding.ASCII.GetString(item.Content.Span));
            Assert.Equal(changes.Changed.Single(c => c.Href == item.Href).ETag, item.ETag);
        }

        _model.CompareItems(found);
    }

    /// <summary>The state of before the killed process and the changes since lead to what is there.</summary>
    private async Task CompareChangesAsync(Look before)
    {
        var store = await _local.MailAsync();
        var changes = await store.GetChangesAsync("INBOX", before.State, UidSet.From(before.Flags.Keys), default);
        Assert.False(changes.IsReset);
        var told = new Dictionary<uint, MailFlags>(before.Flags.Where(pair => !changes.Vanished.Contains(pair.Key)));
        foreach (var message in changes.Flags)
            told[message.Uid] = message.Flags;
        var present = await LookAsync();
        Assert.Equal(present.Flags.OrderBy(pair => pair.Key), told.OrderBy(pair => pair.Key));
    }

    private async Task<Look> LookAsync()
    {
        var changes = await (await _local.MailAsync()).GetChangesAsync("INBOX", null, UidSet.Empty, default);
        return new Look(changes.State, changes.Flags.ToDictionary(f => f.Uid, f => f.Flags));
    }

    /// <summary>Number of a message, which must be whole.</summary>
    private static int Number(string text)
    {
        var number = int.Parse(text["Subject: ".Length..text.IndexOf('\r', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        Assert.Equal(Encoding.ASCII.GetString(CrashWriter.Content(number)), text);
        return number;
    }

    private sealed record Look(MailFolderState State, Dictionary<uint, MailFlags> Flags);
}
