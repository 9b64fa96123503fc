using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Local.Maildir;
using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Local.Delivery;

/// <summary>
/// One message on its way: 1 each recipient is sorted to a mailbox, the relay or the refused; 2 the content is written once; 3 a whole copy lies in each mailbox's tmp/;
/// 4 the relay has its turn; 5 the copies appear in the mailboxes.
/// </summary>
internal sealed class Submission(MailEnvelope envelope, LocalOptions options, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(36);

    private readonly List<LocalMailbox> _mailboxes = [];
    private readonly List<string> _relayed = [];
    private readonly List<RefusedRecipient> _refused = [];
    private readonly List<(MaildirFolder Inbox, SpooledMessage Message, string Address)> _copies = [];
    private FileStream? _content;
    private long _length;
    private bool _hasDelivered;

    /// <summary>Removes what a crash left on its way; nobody was told that it had been taken.</summary>
    public static void Sweep(LocalOptions options, TimeProvider time)
    {
        if (!Directory.Exists(SpoolFolder(options)))
            return;
        foreach (var file in new DirectoryInfo(SpoolFolder(options)).EnumerateFiles())
        {
            if (time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Abandoned)
                Posix.TryUnlink(file.FullName);
        }
    }

    public void Sort(LocalServer server, bool hasRelay)
    {
        foreach (var address in envelope.Recipients.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (server.Users.Find(address) is { } user)
                _mailboxes.Add(server.Mailbox(user));
            else if (server.Users.HasDomain(address[(address.LastIndexOf('@') + 1)..]))
                _refused.Add(new RefusedRecipient(address, 550, "5.1.1 No such user here"));
            else if (hasRelay)
                _relayed.Add(address);
            else
                _refused.Add(new RefusedRecipient(address, 550, "5.7.1 Mail to other domains is not taken: no relay is configured"));
        }

        if (_mailboxes.Count == 0 && _relayed.Count == 0)
            throw new BackendException(BackendError.Refused, $"{_refused[0].Code} {_refused[0].Text}: {_refused[0].Address}");
    }

    public async Task SpoolAsync(Stream content, long length, CancellationToken cancellationToken)
    {
        var folder = SpoolFolder(options);
        PrivateFolder.Make(folder);
        _content = new FileStream(
            Path.Combine(folder, UniqueName.Next(time.GetUtcNow())),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous, BufferSize = 0 });
        var piece = new byte[64 * 1024];
        while (_length <= length && await content.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            await _content.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            _length += read;
        }

        if (_length != length)
            throw new BackendException(BackendError.Protocol, "The message's length is not what was told.");
    }

    public async Task<SubmissionResult> RunAsync(BackendCredentials credentials, IMailTransport? relay, CancellationToken cancellationToken)
    {
        foreach (var mailbox in _mailboxes)
            await CopyAsync(mailbox, cancellationToken);
        var outcome = _relayed.Count > 0 ? await RelayAsync(credentials, relay!, cancellationToken) : null;

        // From here on the message is on its way: the caller's giving up must not stop half of it.
        foreach (var (inbox, message, address) in _copies)
            await DeliverAsync(inbox, message, address);
        if (outcome is { Unknown: { } unknown })
            throw unknown;
        return _hasDelivered || outcome is { IsAccepted: true }
            ? new SubmissionResult(outcome?.Reply ?? "250 2.0.0 Delivered", _refused)
            : throw new BackendException(BackendError.Refused, $"{_refused[0].Code} {_refused[0].Text}: {_refused[0].Address}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, message, _) in _copies)
            message.Dispose();
        if (_content is not null)
            await _content.DisposeAsync();
    }

    private static string SpoolFolder(LocalOptions options) => Path.Combine(options.Folder, "spool");

    private async Task CopyAsync(LocalMailbox mailbox, CancellationToken cancellationToken)
    {
        var address = mailbox.User.Address;
        var now = time.GetUtcNow();
        var inbox = mailbox.Mail.Open(FolderName.Inbox);
        var head = TraceFields.Write(envelope.Sender, address, UniqueName.Next(now), now);
        try
        {
            await mailbox.CheckQuotaAsync(_length + head.Length, cancellationToken);
        }
        catch (BackendException e) when (e.Error == BackendError.QuotaExceeded)
        {
            _refused.Add(new RefusedRecipient(address, 452, "4.2.2 The mailbox is full"));
            return;
        }

        _content!.Position = 0;
        var message = new MailToAppend(_content, _length, MailFlags.None, now);
        _copies.Add((inbox, await SpooledMessage.WriteAsync(inbox.Disk.NewTemporary(), head, message, now, options.LargestMessage, cancellationToken), address));
    }

    private async Task DeliverAsync(MaildirFolder inbox, SpooledMessage message, string address)
    {
        try
        {
            await MessageDelivery.AddAsync(inbox, [message], isNew: true, CancellationToken.None);
            _hasDelivered = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BackendException)
        {
            _refused.Add(new RefusedRecipient(address, 451, "4.3.0 The mailbox cannot be written"));
        }
    }

    private async Task<RelayOutcome> RelayAsync(BackendCredentials credentials, IMailTransport relay, CancellationToken cancellationToken)
    {
        _content!.Position = 0;
        try
        {
            var result = await relay.SubmitAsync(credentials, envelope with { Recipients = _relayed }, _content, _length, cancellationToken);
            _refused.AddRange(result.Refused);
            return new RelayOutcome(result.Refused.Count < _relayed.Count, result.Reply, Unknown: null);
        }
        catch (SubmissionOutcomeUnknownException e)
        {
            return new RelayOutcome(IsAccepted: false, "", e);
        }
        catch (BackendException e) when (_copies.Count > 0)
        {
            _refused.AddRange(_relayed.Select(address => new RefusedRecipient(address, e.IsTransient ? 451 : 550, e.Message)));
            return new RelayOutcome(IsAccepted: false, "250 2.0.0 Delivered", Unknown: null);
        }
    }

    private sealed record RelayOutcome(bool IsAccepted, string Reply, SubmissionOutcomeUnknownException? Unknown);
}
