using System.Buffers;
using System.IO.Pipelines;

namespace Mapigate.Formats.Mime;

/// <summary>Writes messages in lines that end in CRLF. Content given as streams is encoded piece by piece; the dots of SMTP are not its concern.</summary>
public static class MimeWriter
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>Writes a message: its header section, to which the MIME fields are added, and its content.</summary>
    /// <param name="headers">The fields of the message but those of MIME.</param>
    /// <param name="content">The root entity, as from <see cref="ComposedContent.ToPart"/>.</param>
    /// <param name="destination">Where it goes; stays open.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="cancellationToken">Stops the writing; what was written stays.</param>
    public static async Task WriteAsync(
        HeaderBuilder headers, MimePart content, Stream destination, MimeWriterOptions? options = null, CancellationToken cancellationToken = default)
    {
        var pipe = PipeWriter.Create(destination, new StreamPipeWriterOptions(minimumBufferSize: 16 * 1024, leaveOpen: true));
        try
        {
            foreach (var piece in MessagePieces.Of(headers, content, options ?? MimeWriterOptions.Default))
            {
                if (piece.Open is null)
                    piece.Write(pipe);
                else
                    await CopyAsync(piece, pipe, cancellationToken);
                if (pipe.UnflushedBytes > FlushBytes)
                    await pipe.FlushAsync(cancellationToken);
            }
            await pipe.FlushAsync(cancellationToken);
            await pipe.CompleteAsync();
        }
        catch (Exception failure)
        {
            await pipe.CompleteAsync(failure);
            throw;
        }
    }

    /// <summary>Writes a message into memory. Content given as streams is read on the calling thread.</summary>
    public static void Write(HeaderBuilder headers, MimePart content, IBufferWriter<byte> destination, MimeWriterOptions? options = null)
    {
        foreach (var piece in MessagePieces.Of(headers, content, options ?? MimeWriterOptions.Default))
        {
            if (piece.Open is null)
            {
                piece.Write(destination);
                continue;
            }
            using var stream = piece.Open();
            var encoder = piece.CreateEncoder();
            var buffer = new byte[ContentEncoder.PieceSize];
            int read;
            do
            {
                read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
                encoder.Write(buffer.AsSpan(0, read), destination);
            }
            while (read == buffer.Length);
        }
    }

    /// <summary>A message as bytes.</summary>
    public static byte[] ToArray(HeaderBuilder headers, MimePart content, MimeWriterOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        Write(headers, content, buffer, options);
        return buffer.WrittenSpan.ToArray();
    }

    private static async Task CopyAsync(MessagePiece piece, PipeWriter pipe, CancellationToken cancellationToken)
    {
        await using var stream = piece.Open!();
        var encoder = piece.CreateEncoder();
        var buffer = new byte[ContentEncoder.PieceSize];
        int read;
        do
        {
            read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            encoder.Write(buffer.AsSpan(0, read), pipe);
            await pipe.FlushAsync(cancellationToken);
        }
        while (read == buffer.Length);
    }
}
