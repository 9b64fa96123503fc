using System.Threading.Channels;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>UID FETCH of what a <see cref="MailSummary"/> holds, handed on in batches while the answer still comes in. RFC 3501 6.4.5</summary>
/// <param name="uids">Set of UIDs.</param>
/// <param name="withModSeq">Ask for mod-sequences.</param>
/// <param name="objectIdItem">The item that names the content; null for none.</param>
/// <param name="detail">How much is asked for.</param>
internal sealed class FetchSummariesCommand(string uids, bool withModSeq, string? objectIdItem, SummaryDetail detail) : ImapCommand
{
    private const int MostWaitingBatches = 8;

    private static readonly string Header = $"BODY.PEEK[HEADER.FIELDS ({string.Join(' ', MailSummary.HeaderNames.Select(name => name.ToUpperInvariant()))})]";

    private readonly Channel<List<MailSummary>> _batches =
        Channel.CreateBounded<List<MailSummary>>(new BoundedChannelOptions(MostWaitingBatches) { SingleReader = true, SingleWriter = false });

    private List<MailSummary> _gathered = [];

    public override string Name => "UID FETCH";

    /// <summary>Ends when the command does; look at <see cref="ImapCommand.Completion"/> then.</summary>
    public ChannelReader<List<MailSummary>> Batches => _batches.Reader;

    /// <summary>Answers that made no sense and were left out.</summary>
    public int Unreadable { get; private set; }

    public override void Write(CommandWriter writer) =>
        writer.Raw("UID FETCH "u8).Raw(uids).Raw(withModSeq ? " (UID FLAGS MODSEQ INTERNALDATE RFC822.SIZE" : " (UID FLAGS INTERNALDATE RFC822.SIZE").Raw(objectIdItem is null ? "" : $" {objectIdItem}")
            .Raw(detail switch { SummaryDetail.Full => " BODYSTRUCTURE ", SummaryDetail.WithoutStructure => " ", _ => "" })
            .Raw(detail == SummaryDetail.Bare ? "" : Header).Raw(")"u8);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("FETCH"u8))
        {
            return false;
        }

        var data = FetchData.Read(response.Arguments, connection.Cache);

        // News of flags that come in between are not what was asked for.
        if (data.Uid == 0 || !(data.HasHeader || (detail == SummaryDetail.Bare && data.InternalDate is not null)))
        {
            return data.HasHeader;
        }

        if (!IsAbandoned)
        {
            _gathered.Add(new MailSummary(
                data.Uid,
                data.Flags ?? MailFlags.None,
                data.ModSeq,
                data.InternalDate ?? DateTimeOffset.UnixEpoch,
                data.Size,
                data.Header.ToArray(),
                data.Structure,
                data.ObjectId));
        }

        return true;
    }

    public override void OnUnreadable() => Unreadable++;

    public override async ValueTask DeliverAsync()
    {
        if (_gathered.Count == 0)
        {
            return;
        }

        var batch = _gathered;
        _gathered = new List<MailSummary>(batch.Count);
        try
        {
            await _batches.Writer.WriteAsync(batch);
        }
        catch (ChannelClosedException)
        {
            // The consumer has gone: what still comes is read and dropped.
        }
    }

    public override void OnEnded(StatusResponse? status, BackendException? fault, ImapConnection connection) => _batches.Writer.TryComplete();

    /// <summary>The consumer takes no more.</summary>
    public void StopConsuming()
    {
        Abandon();
        _batches.Writer.TryComplete();
        while (_batches.Reader.TryRead(out _))
        {
        }
    }
}
