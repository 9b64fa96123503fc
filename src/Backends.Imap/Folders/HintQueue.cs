using System.Threading.Channels;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>Hints that wait for a consumer. However many changes a folder has meanwhile, they are one hint.</summary>
internal sealed class HintQueue
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<string, bool> _hints = new(StringComparer.Ordinal);

    public void Add(MailFolderHint hint)
    {
        lock (_gate)
        {
            // Nobody has as many folders: a server that names more is not to fill the memory.
            if (_hints.Count < ImapLimits.GatheredResponses)
            {
                _hints[hint.Path] = hint.ListChanged || _hints.GetValueOrDefault(hint.Path);
            }
        }

        Wake();
    }

    /// <summary>Ends a wait although there may be no hint.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Ends when there is something to look at.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _wakes.Reader.ReadAsync(cancellationToken);

    public IEnumerable<MailFolderHint> TakeAll()
    {
        Dictionary<string, bool> taken;
        lock (_gate)
        {
            if (_hints.Count == 0)
            {
                return [];
            }

            taken = _hints;
            _hints = new Dictionary<string, bool>(StringComparer.Ordinal);
        }

        return taken.Select(hint => new MailFolderHint(hint.Key, hint.Value));
    }
}
