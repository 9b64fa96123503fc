using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Smtp;

/// <summary>Sends content block by block. What ends it stays with the caller, so that a connection lost before that means a message not sent.</summary>
internal sealed class SmtpContentWriter(SmtpConnection connection, SmtpContent content)
{
    private const int BlockLength = 32 * 1024;

    // Each chunk costs a round trip.
    private const int ChunkLength = 256 * 1024;

    /// <summary>Behind DATA, without the final dot (RFC 5321 4.5.2).</summary>
    public async Task WriteDataAsync(CancellationToken cancellationToken)
    {
        var input = ArrayPool<byte>.Shared.Rent(BlockLength);
        var output = ArrayPool<byte>.Shared.Rent(DotStuffing.LongestOutput(BlockLength));
        try
        {
            var stuffing = new DotStuffing();
            int count;
            while ((count = await content.ReadAsync(input.AsMemory(0, BlockLength), cancellationToken)) > 0)
            {
                ThrowIfEightBit(input.AsSpan(0, count));
                await WriteAsync(output.AsMemory(0, stuffing.Write(input.AsSpan(0, count), output)), cancellationToken);
            }

            await WriteAsync(output.AsMemory(0, stuffing.Complete(output)), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    /// <summary>In chunks of which none is the last (RFC 3030 2).</summary>
    /// <param name="isBinary">As it is; else with every line ended by CRLF.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <returns>False where the server does not know the command after all: the content is back as it was, and the transaction over.</returns>
    public async Task<bool> TryWriteChunksAsync(bool isBinary, CancellationToken cancellationToken)
    {
        var input = ArrayPool<byte>.Shared.Rent(ChunkLength);
        var output = ArrayPool<byte>.Shared.Rent(DotStuffing.LongestOutput(ChunkLength));
        try
        {
            var lines = new DotStuffing(doublesDots: false);
            var isFirst = true;
            int count;
            while ((count = await content.FillAsync(input.AsMemory(0, ChunkLength), cancellationToken)) > 0)
            {
                ThrowIfEightBit(input.AsSpan(0, count));
                var chunk = isBinary ? input.AsMemory(0, count) : output.AsMemory(0, lines.Write(input.AsSpan(0, count), output));
                var reply = await WriteChunkAsync(chunk, cancellationToken);
                if (isFirst && reply.Code is >= 500 and <= 504 && reply.Status is null or "5.5.1" or "5.5.2")
                {
                    content.PutBack(input.AsMemory(0, count).ToArray());
                    return false;
                }

                if (reply.Code != 250)
                {
                    throw SmtpFault.AtContent(reply);
                }

                isFirst = false;
            }

            if (!isBinary && lines.Complete(output) is var rest and not 0 && await WriteChunkAsync(output.AsMemory(0, rest), cancellationToken) is { Code: not 250 } last)
            {
                throw SmtpFault.AtContent(last);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    private async Task<SmtpReply> WriteChunkAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        await WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"BDAT {chunk.Length}\r\n")), cancellationToken);
        for (var sent = 0; sent < chunk.Length; sent += BlockLength)
        {
            await WriteAsync(chunk.Slice(sent, Math.Min(BlockLength, chunk.Length - sent)), cancellationToken);
        }

        return await connection.ReadReplyAsync(cancellationToken);
    }

    private void ThrowIfEightBit(ReadOnlySpan<byte> block)
    {
        if (!connection.Capabilities.EightBitMime && block.ContainsAnyExceptInRange((byte)0, (byte)127))
        {
            throw new BackendException(BackendError.Refused, "The message holds 8-bit text and the mail server does not offer 8BITMIME.");
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
}
