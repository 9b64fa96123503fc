using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mirroring;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>The mirror as it is found when a mailbox is opened. A state that knows less than the mirror, because it is new or an old copy, is restored from it.</summary>
internal sealed partial class MirrorOpening
{
    private readonly HiddenFolder _folder;
    private readonly SideMessage _messages;
    private readonly SideLog _log;
    private readonly bool _isBehind;

    private MirrorOpening(HiddenFolder folder, SideMessage messages, SideLog log, bool isBehind)
    {
        _folder = folder;
        _messages = messages;
        _log = log;
        _isBehind = isBehind;
    }

    /// <param name="state">The owner's state; restored where the mirror knows more.</param>
    /// <param name="seal">The owner's seal.</param>
    /// <param name="owner">Whose mailbox it is.</param>
    /// <param name="store">The owner's mail.</param>
    /// <param name="logger">Log.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <exception cref="BackendException">The state is new and the mail server cannot tell just now what was known before.</exception>
    public static async Task<MirrorOpening> OpenAsync(
        IMailboxState state, ExtensionSeal seal, string owner, IMailStore store, ILogger logger, CancellationToken cancellationToken)
    {
        var messages = new SideMessage(seal, owner);
        var folder = HiddenFolder.Of(await store.ListAsync(cancellationToken), HiddenFolder.State);
        var isNew = state.Head.Sequence == 0;
        try
        {
            var log = folder.Exists ? await SideLog.ReadAsync(store, folder.Path, messages, cancellationToken) : SideLog.Empty;
            if (log.Sequence > state.Head.Sequence)
            {
                var records = await log.LoadAsync(store, folder.Path, messages, cancellationToken);
                await Task.Run(() => state.Commit(SideRestorer.Restore(log.Head!, records)), cancellationToken);
                Log.Restored(logger, owner, records.Count);
                return new MirrorOpening(folder, messages, log, isBehind: false);
            }

            return new MirrorOpening(folder, messages, log, isBehind: state.Head.Mirrored < state.Head.Sequence || log.Sequence < state.Head.Mirrored);
        }
        catch (BackendException fault) when (!(isNew && fault.IsTransient))
        {
            Log.NotRead(logger, owner, fault.Error, fault.Message);
            return new MirrorOpening(folder, messages, SideLog.Empty, isBehind: !isNew);
        }
    }

    /// <summary>Begins to write what the index commits.</summary>
    public SideMirror Begin(MailboxIndex index, Func<IMailStore> store, TimeProvider time, ILogger logger) =>
        new(index, new SideMirrorWriter(index, store, _folder, _messages, _log, time) { IsBehind = _isBehind }, time, logger);

    private static partial class Log
    {
        [LoggerMessage(3083, LogLevel.Information, "The state of {Address} was restored from the {Count} records that its mail server keeps")]
        public static partial void Restored(ILogger logger, string address, int count);

        [LoggerMessage(3084, LogLevel.Warning, "What the mail server keeps of the state of {Address} cannot be read: {Error}: {Reason}")]
        public static partial void NotRead(ILogger logger, string address, BackendError error, string reason);
    }
}
