using System.Globalization;
using System.Text;
using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Local.Tests;

/// <summary>The process that <see cref="CrashTests"/> kills: does one random thing after the other with alice's mailbox, and says before each what it will do and after it what came of it.</summary>
internal sealed class CrashWriter(string folder, int seed)
{
    private const string Calendar = "/dav/alice@example.test/calendar/";

    private readonly Random _random = new(seed);
    private readonly Stream _out = Console.OpenStandardOutput();
    private readonly LocalServer _server = new(
        new LocalOptions
        {
            Folder = folder,
            Users = [.. new[] { "alice", "bob" }.Select(name => new LocalUser($"{name}@example.test", name, LocalPassword.Hash($"pw-{name}", iterations: 10)))],
        },
        TimeProvider.System);

    /// <summary>The content of a message or item whose number is known: other content under that number is half a message.</summary>
    public static byte[] Content(int number) =>
        Encoding.ASCII.GetBytes($"Subject: {number}\r\n\r\n{string.Concat(Enumerable.Range(0, number % 300).Select(i => $"line {i} of {number}\r\n"))}end\r\n");

    public async Task RunAsync()
    {
        var mail = await _server.Mail.LogInAsync(LocalFixture.Credentials("alice"), default);
        var items = await _server.Items.LogInAsync(LocalFixture.Credentials("alice"), default);
        for (var number = seed * 10_000; ; number++)
        {
            switch (_random.Next(8))
            {
                case 0 or 1 or 2:
                    await AppendAsync(mail, number);
                    break;
                case 3:
                    await FlagAsync(mail);
                    break;
                case 4:
                    await MoveAsync(mail);
                    break;
                case 5:
                    await ExpungeAsync(mail);
                    break;
                case 6:
                    await DeliverAsync(number);
                    break;
                default:
                    await PutAsync(items, number);
                    break;
            }
        }
    }

    private async Task AppendAsync(IMailStore mail, int number)
    {
        Say($"> append {number}");
        var uid = await LocalFixture.AppendAsync(mail, "INBOX", Content(number));
        Say($"< append {number} {uid}");
    }

    private async Task FlagAsync(IMailStore mail)
    {
        var (state, uid) = await PickAsync(mail, "INBOX");
        if (uid == 0)
            return;
        var flag = (MailSystemFlags)(1 << _random.Next(3));
        Say($"> flag {uid} {flag}");
        await mail.StoreFlagsAsync("INBOX", state.UidValidity, UidSet.Of(uid), new MailFlags(flag, []), MailFlags.None, default);
        Say($"< flag {uid} {flag}");
    }

    private async Task MoveAsync(IMailStore mail)
    {
        var (from, to) = _random.Next(2) == 0 ? ("INBOX", "Sent") : ("Sent", "INBOX");
        var (state, uid) = await PickAsync(mail, from);
        if (uid == 0)
            return;
        Say($"> move {from} {uid}");
        var moved = await mail.MoveAsync(from, state.UidValidity, UidSet.Of(uid), to, default);
        Say($"< move {from} {uid} {moved!.Uids[uid]}");
    }

    private async Task ExpungeAsync(IMailStore mail)
    {
        var (state, uid) = await PickAsync(mail, "INBOX");
        if (uid == 0)
            return;
        Say($"> expunge {uid}");
        await mail.ExpungeAsync("INBOX", state.UidValidity, UidSet.Of(uid), default);
        Say($"< expunge {uid}");
    }

    private async Task DeliverAsync(int number)
    {
        Say($"> deliver {number}");
        var content = Content(number);
        await _server.Transport.SubmitAsync(LocalFixture.Credentials("alice"), new MailEnvelope("alice@example.test", ["bob@example.test"]), new MemoryStream(content), content.Length, default);
        Say($"< deliver {number}");
    }

    private async Task PutAsync(IItemStore items, int number)
    {
        var href = string.Create(CultureInfo.InvariantCulture, $"{Calendar}{_random.Next(5)}.ics");
        StoredItem? present = null;
        await foreach (var item in items.GetAsync(Calendar, [href], default))
            present = item;
        if (present is not null && _random.Next(4) == 0)
        {
            Say($"> remove {href}");
            await items.DeleteAsync(href, present.ETag, default);
            Say($"< remove {href}");
        }
        else
        {
            Say($"> put {href} {number}");
            await items.PutAsync(href, Content(number), "text/calendar", present?.ETag, default);
            Say($"< put {href} {number}");
        }
    }

    private async Task<(MailFolderState State, uint Uid)> PickAsync(IMailStore mail, string path)
    {
        var changes = await mail.GetChangesAsync(path, null, UidSet.Empty, default);
        return (changes.State, changes.Flags.Count == 0 ? 0 : changes.Flags[_random.Next(changes.Flags.Count)].Uid);
    }

    private void Say(string line)
    {
        _out.Write(Encoding.ASCII.GetBytes(line + "\n"));
        _out.Flush();
    }
}
