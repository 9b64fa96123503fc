using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp;

/// <summary>
/// One message over one connection: MAIL, RCPT for each recipient, then DATA or BDAT (RFC 5321 3.3, RFC 3030; pipelined after RFC 2920). Over LMTP each recipient
/// that was accepted has an answer of its own to the content (RFC 2033 4.2).
/// </summary>
internal sealed class SmtpTransaction(SmtpConnection connection, MailEnvelope envelope, SmtpAddress sender, IReadOnlyList<SmtpAddress> recipients)
{
    // Commands that are sent before their replies are read: few enough that the replies fit the connection's buffers and neither side blocks the other.
    private const int PipelinedCommands = 100;

    private readonly SmtpReply?[] _answers = new SmtpReply?[recipients.Count];
    private bool _isBinary;

    private SmtpCapabilities Offers => connection.Capabilities;

    private bool AsksForReports => Offers.Reports && SmtpParameters.AsksForReports(envelope);

    /// <param name="stream">The message.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="chunksFrom">Length in bytes from which on BDAT is used where it is offered.</param>
    /// <param name="now">Time of the hold's begin.</param>
    /// <param name="cancellationToken">Cancellation before the content's end has gone out.</param>
    public async Task<SubmissionResult> RunAsync(Stream stream, long length, long chunksFrom, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ThrowIfNotOffered(length);
        var content = new SmtpContent(stream, length);
        _isBinary = Offers is { Chunking: true, BinaryMime: true } && await content.IsBinaryAsync(cancellationToken);
        var mail = Mail(content, now);
        var writer = new SmtpContentWriter(connection, content);
        var inChunks = Offers.Chunking && (_isBinary || content.Length >= chunksFrom);
        if (inChunks)
        {
            await SendEnvelopeAsync(mail, ends: false, cancellationToken);
            ThrowIfAllAreRefused();
            inChunks = await writer.TryWriteChunksAsync(_isBinary, cancellationToken);
            if (!inChunks)
            {
                await ResetAsync(cancellationToken);
            }
        }

        if (!inChunks)
        {
            await SendEnvelopeAsync(mail, ends: true, cancellationToken);
            await writer.WriteDataAsync(cancellationToken);
        }

        return Result(await EndContentAsync(inChunks));
    }

    private bool NeedsUtf8Addresses => sender.NeedsUtf8 || recipients.Any(r => r.NeedsUtf8);

    private void ThrowIfNotOffered(long length)
    {
        if (Offers.SizeLimit > 0 && length > Offers.SizeLimit)
        {
            throw new BackendException(BackendError.TooLarge, $"The message has {length} bytes; the mail server takes {Offers.SizeLimit}.");
        }

        if (NeedsUtf8Addresses && !Offers.SmtpUtf8)
        {
            throw new BackendException(BackendError.Refused, "An address is not ASCII and the mail server does not offer SMTPUTF8.");
        }
    }

    private string Mail(SmtpContent content, DateTimeOffset now) =>
        $"MAIL FROM:<{sender.Path}>"
        + (Offers.Size ? $" SIZE={content.Length}" : "")
        + (_isBinary ? " BODY=BINARYMIME" : Offers.EightBitMime ? " BODY=8BITMIME" : "")
        // Not for a header in UTF-8 alone: servers pass that on, but send back what was declared where the next one does not offer it, and a report may have no way back either.
        + (NeedsUtf8Addresses ? " SMTPUTF8" : "")
        + (AsksForReports ? SmtpParameters.OfMail(envelope) : "")
        + (envelope.HoldUntil is { } until ? SmtpParameters.OfHold(until, now, Offers) : "");

    /// <param name="mail">The first command.</param>
    /// <param name="ends">DATA comes last.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    private async Task SendEnvelopeAsync(string mail, bool ends, CancellationToken cancellationToken)
    {
        var commands = new List<string>(recipients.Count + 2) { mail };
        commands.AddRange(recipients.Select(r => $"RCPT TO:<{r.Path}>{(AsksForReports ? SmtpParameters.OfRecipient(envelope, r) : "")}"));
        if (ends)
        {
            commands.Add("DATA");
        }

        var together = Offers.Pipelining ? PipelinedCommands : 1;
        for (var sent = 0; sent < commands.Count; sent += together)
        {
            var group = commands.GetRange(sent, Math.Min(together, commands.Count - sent));
            if (sent > recipients.Count)
            {
                // DATA comes alone: without a recipient it need not be asked.
                ThrowIfAllAreRefused();
            }

            var replies = await connection.SendAsync(group, cancellationToken);
            for (var i = 0; i < replies.Count; i++)
            {
                Take(sent + i, replies[i]);
            }
        }
    }

    /// <summary>Judges the reply to one command of the envelope. Leaving by an exception ends the connection, and with it what was pipelined behind.</summary>
    private void Take(int command, SmtpReply reply)
    {
        if (reply.IsClosing)
        {
            throw new BackendException(BackendError.Unavailable, $"The mail server closes the connection: {reply}");
        }

        if (command == 0)
        {
            if (reply.Code != 250)
            {
                throw SmtpFault.AtEnvelope(reply);
            }
        }
        else if (command <= recipients.Count)
        {
            _answers[command - 1] = reply;
        }
        else
        {
            ThrowIfAllAreRefused();
            if (reply.Code != 354)
            {
                throw SmtpFault.AtContent(reply);
            }
        }
    }

    private static bool IsTaken(SmtpReply? answer) => answer is { Code: >= 200 and < 300 };

    private void ThrowIfAllAreRefused()
    {
        if (!_answers.Any(IsTaken))
        {
            throw SmtpFault.AtEnvelope(Weightiest());
        }
    }

    /// <summary>One recipient that may work later makes the whole worth another try.</summary>
    private SmtpReply Weightiest() => Array.Find(_answers, a => a!.IsTransient) ?? _answers[0]!;

    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        var reply = await connection.SendAsync("RSET", cancellationToken);
        if (reply.Code != 250)
        {
            throw SmtpFault.AtContent(reply);
        }
    }

    /// <summary>From the first byte of the end on, only the server knows whether it has the message; the caller's cancellation no longer counts.</summary>
    /// <returns>The answers to the content.</returns>
    private async Task<IReadOnlyList<SmtpReply>> EndContentAsync(bool inChunks)
    {
        var replies = new SmtpReply[connection.IsLmtp ? _answers.Count(IsTaken) : 1];
        try
        {
            await connection.WriteAsync(inChunks ? "BDAT 0 LAST\r\n"u8.ToArray() : ".\r\n"u8.ToArray(), CancellationToken.None);
            for (var i = 0; i < replies.Length; i++)
            {
                replies[i] = await connection.ReadAnswerAsync(CancellationToken.None);
            }

            return replies;
        }
        catch (BackendException e)
        {
            throw new SubmissionOutcomeUnknownException($"The mail server got the message but its answer is missing. {e.Message}", e);
        }
    }

    private SubmissionResult Result(IReadOnlyList<SmtpReply> replies)
    {
        if (connection.IsLmtp)
        {
            var next = 0;
            for (var i = 0; i < _answers.Length; i++)
            {
                _answers[i] = IsTaken(_answers[i]) ? replies[next++] : _answers[i];
            }
        }

        if (!replies.Any(IsTaken))
        {
            throw SmtpFault.AtContent(replies.FirstOrDefault(r => r.IsTransient) ?? replies[0]);
        }

        var answers = _answers.Select((a, i) => new RecipientAnswer(recipients[i].Given, a!.Code, a.Status, a.ToString())).ToList();
        return new SubmissionResult(replies[^1].ToString(), [.. answers.Where((_, i) => !IsTaken(_answers[i])).Select(a => new RefusedRecipient(a.Address, a.Code, a.Text, a.Status))])
        {
            Answers = answers,
            WillReport = AsksForReports,
        };
    }
}
