using System.Runtime.CompilerServices;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;
using Microsoft.Extensions.Logging;

namespace Mapigate.Backends.Imap.Messages;

/// <summary>
/// Streams summaries. A message that the server cannot describe, or describes in a way that makes no sense, is asked for again with less detail, so that one broken message
/// does not hide the others.
/// </summary>
internal sealed partial class SummaryReader(ImapPool pool, ImapResilience resilience, ILogger logger)
{
    /// <summary>So many broken messages are asked for one by one; more than that is a broken folder.</summary>
    private const int MostSingles = 100;

    public async IAsyncEnumerable<MailSummary> ReadAsync(string path, uint uidValidity, UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var detail in (IEnumerable<SummaryDetail>)[SummaryDetail.Full, SummaryDetail.WithoutStructure])
        {
            var unread = new List<(uint, uint)>();
            foreach (var text in UidRanges.Cut(uids))
            {
                var pass = new Pass(text, detail);
                await foreach (var summary in RunAsync(path, uidValidity, pass, cancellationToken))
                {
                    yield return summary;
                }

                unread.AddRange(pass.Missing.Ranges);
            }

            uids = UidSet.FromRanges(unread);
        }

        if (uids.Count > MostSingles)
        {
            throw new BackendException(BackendError.Refused, $"The IMAP server cannot describe {uids.Count} messages.");
        }

        foreach (var uid in uids)
        {
            var pass = new Pass(UidSet.Of(uid).ToString(), SummaryDetail.Bare);
            await foreach (var summary in RunAsync(path, uidValidity, pass, cancellationToken))
            {
                yield return summary;
            }

            if (!pass.Missing.IsEmpty)
            {
                Log.Undescribed(logger, uid);
            }
        }
    }

    private async IAsyncEnumerable<MailSummary> RunAsync(string path, uint uidValidity, Pass pass, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (lease, command) = await resilience.RepeatAsync(token => StartAsync(path, uidValidity, pass, token), cancellationToken);
        try
        {
            await foreach (var batch in command.Batches.ReadAllAsync(cancellationToken))
            {
                foreach (var summary in batch)
                {
                    pass.Saw(summary.Uid);
                    yield return summary;
                }
            }

            pass.End(command, await command.EndAsync(cancellationToken));
        }
        finally
        {
            command.StopConsuming();
            lease.Dispose();
        }
    }

    /// <summary>Until the first answer is there the command can be repeated on another connection.</summary>
    private async Task<(ImapLease Lease, FetchSummariesCommand Command)> StartAsync(string path, uint uidValidity, Pass pass, CancellationToken cancellationToken)
    {
        var lease = await pool.RentAsync(path, cancellationToken);
        FetchSummariesCommand? command = null;
        try
        {
            var folder = await lease.SelectAsync(path, uidValidity, pass.Newest, cancellationToken);
            command = new FetchSummariesCommand(pass.Uids, withModSeq: folder.HighestModSeq > 0, lease.Connection.ObjectIdItem, pass.Detail);
            await lease.Connection.SendAsync([command], cancellationToken);
            if (!await command.Batches.WaitToReadAsync(cancellationToken))
            {
                await command.EndAsync(cancellationToken);
            }

            return (lease, command);
        }
        catch (Exception e)
        {
            command?.StopConsuming();
            var isLost = e is BackendException { Error: BackendError.Unavailable } && lease.Connection.IsBroken;
            lease.Dispose();
            if (isLost)
            {
                throw new ConnectionLostException((BackendException)e);
            }

            throw;
        }
    }

    /// <summary>One command's share: what it asked for and what came.</summary>
    private sealed class Pass(string uids, SummaryDetail detail)
    {
        private readonly List<(uint First, uint Last)> _seen = [];

        public string Uids => uids;

        /// <summary>The largest UID that is asked for.</summary>
        public uint Newest { get; } = UidSet.FromRanges(UidRanges.Parse(System.Text.Encoding.ASCII.GetBytes(uids))).Max;

        public SummaryDetail Detail => detail;

        /// <summary>Messages that may be there although nothing readable came of them.</summary>
        public UidSet Missing { get; private set; } = UidSet.Empty;

        public void Saw(uint uid)
        {
            if (_seen.Count > 0 && uid == _seen[^1].Last + 1)
            {
                _seen[^1] = (_seen[^1].First, uid);
            }
            else
            {
                _seen.Add((uid, uid));
            }
        }

        public void End(FetchSummariesCommand command, StatusResponse answer)
        {
            // EXPUNGEISSUED: the rest is gone, which is no fault.
            if (answer.Code == "EXPUNGEISSUED" || (answer.IsOk && command.Unreadable == 0))
            {
                return;
            }

            if (!answer.IsOk && (answer.Status != ResponseStatus.No || ImapFault.Error(answer) != BackendError.Refused))
            {
                throw ImapFault.From(command.Name, answer);
            }

            Missing = UidSet.FromRanges(UidRanges.Parse(System.Text.Encoding.ASCII.GetBytes(uids))).Except(UidSet.FromRanges(_seen));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "The IMAP server cannot describe message {Uid}; it is left out")]
        public static partial void Undescribed(ILogger logger, uint uid);
    }
}
