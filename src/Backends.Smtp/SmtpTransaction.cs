using System.Buffers;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp;

/// <summary>One message over one connection: MAIL, RCPT for each recipient, DATA, content (RFC 5321 3.3; pipelined after RFC 2920).</summary>
internal sealed class SmtpTransaction(SmtpConnection connection, SmtpAddress sender, IReadOnlyList<SmtpAddress> recipients)
{
    // Commands that are sent before their replies are read: few enough that the replies fit the connection's buffers and neither side blocks the other.
    private const int PipelinedCommands = 100;
    private const int BlockLength = 32 * 1024;

    private readonly List<RefusedRecipient> _refused = [];
    private readonly List<SmtpReply> _refusals = [];

    public async Task<SubmissionResult> RunAsync(Stream content, long length, CancellationToken cancellationToken)
    {
        CheckOffers(length);
        await SendEnvelopeAsync(length, cancellationToken);
        await SendContentAsync(content, length, cancellationToken);
        var reply = await EndContentAsync();
        return reply.Code is >= 200 and < 300 ? new SubmissionResult(reply.ToString(), _refused) : throw SmtpFault.AtContent(reply);
    }

    private bool NeedsUtf8 => sender.NeedsUtf8 || recipients.Any(r => r.NeedsUtf8);

    private void CheckOffers(long length)
    {
        var offers = connection.Capabilities;
        if (offers.SizeLimit > 0 && length > offers.SizeLimit)
        {
            throw new BackendException(BackendError.TooLarge, $"The message has {length} bytes; the mail server takes {offers.SizeLimit}.");
        }

        if (NeedsUtf8 && !offers.SmtpUtf8)
        {
            throw new BackendException(BackendError.Refused, "An address is not ASCII and the mail server does not offer SMTPUTF8.");
        }
    }

    private async Task SendEnvelopeAsync(long length, CancellationToken cancellationToken)
    {
        var commands = new List<string>(recipients.Count + 2) { Mail(length) };
        commands.AddRange(recipients.Select(r => $"RCPT TO:<{r.Path}>"));
        commands.Add("DATA");
        var together = connection.Capabilities.Pipelining ? PipelinedCommands : 1;
        for (var sent = 0; sent < commands.Count; sent += together)
        {
            var group = commands.GetRange(sent, Math.Min(together, commands.Count - sent));
            if (sent == commands.Count - 1)
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

    private string Mail(long length)
    {
        var offers = connection.Capabilities;
        return $"MAIL FROM:<{sender.Path}>"
            + (offers.Size ? $" SIZE={length}" : "")
            + (offers.EightBitMime ? " BODY=8BITMIME" : "")
            + (NeedsUtf8 ? " SMTPUTF8" : "");
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
            if (reply.Code is not (250 or 251 or 252))
            {
                _refusals.Add(reply);
                _refused.Add(new RefusedRecipient(recipients[command - 1].Given, reply.Code, reply.ToString()));
            }
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

    private void ThrowIfAllAreRefused()
    {
        if (_refused.Count == recipients.Count)
        {
            // One recipient that may work later makes the whole worth another try.
            throw SmtpFault.AtEnvelope(_refusals.Find(r => r.IsTransient) ?? _refusals[0]);
        }
    }

    private async Task SendContentAsync(Stream content, long length, CancellationToken cancellationToken)
    {
        var input = ArrayPool<byte>.Shared.Rent(BlockLength);
        var output = ArrayPool<byte>.Shared.Rent(DotStuffing.LongestOutput(BlockLength));
        try
        {
            var stuffing = new DotStuffing();
            var read = 0L;
            int count;
            while ((count = await content.ReadAsync(input.AsMemory(0, BlockLength), cancellationToken)) > 0)
            {
                read += count;
                if (!connection.Capabilities.EightBitMime && input.AsSpan(0, count).ContainsAnyExceptInRange((byte)0, (byte)127))
                {
                    throw new BackendException(BackendError.Refused, "The message holds 8-bit text and the mail server does not offer 8BITMIME.");
                }

                await WriteAsync(output.AsMemory(0, stuffing.Write(input.AsSpan(0, count), output)), cancellationToken);
            }

            // Half a message must never be delivered as a whole one.
            if (read != length)
            {
                throw new EndOfStreamException($"The content has {read} bytes instead of {length}.");
            }

            await WriteAsync(output.AsMemory(0, stuffing.Complete(output)), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(block, cancellationToken);
        }
        catch (BackendException e) when (e.Error == BackendError.Unavailable)
        {
            // A server that has seen enough says why and closes while content is still on its way.
            var reply = await connection.ReadLastWordsAsync();
            if (reply is { IsPositive: false })
            {
                throw SmtpFault.AtContent(reply);
            }

            throw;
        }
    }

    /// <summary>From the first byte of the final dot on, only the server knows whether it has the message; the caller's cancellation no longer counts.</summary>
    private async Task<SmtpReply> EndContentAsync()
    {
        try
        {
            await connection.WriteAsync(".\r\n"u8.ToArray(), CancellationToken.None);
            return await connection.ReadAnswerAsync(CancellationToken.None);
        }
        catch (BackendException e)
        {
            throw new SubmissionOutcomeUnknownException($"The mail server got the message but its answer is missing. {e.Message}", e);
        }
    }
}
