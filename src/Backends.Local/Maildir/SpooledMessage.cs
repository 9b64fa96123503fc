using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>A message that lies whole and synced in a folder's tmp/, and vanishes when disposed unless it was moved away.</summary>
internal sealed class SpooledMessage : IDisposable
{
    private const int PieceSize = 64 * 1024;

    private SpooledMessage(string path, MailFileName name, MailFlags flags, long length) => (Path, Name, Flags, Length) = (path, name, flags, length);

    public string Path { get; }

    public MailFileName Name { get; }

    public MailFlags Flags { get; }

    public long Length { get; }

    /// <summary>Writes the content, whose line ends become CRLF where they are not.</summary>
    /// <param name="path">A new path in tmp/.</param>
    /// <param name="head">What comes before the content.</param>
    /// <param name="message">The message.</param>
    /// <param name="now">The time.</param>
    /// <param name="largest">Bytes that it may have.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <exception cref="BackendException">TooLarge; Protocol where the content has not the length that was told.</exception>
    public static async Task<SpooledMessage> WriteAsync(string path, ReadOnlyMemory<byte> head, MailToAppend message, DateTimeOffset now, long largest, CancellationToken cancellationToken)
    {
        if (message.Length > largest)
            throw new BackendException(BackendError.TooLarge, $"The message has {message.Length} bytes, {largest} are taken.");
        var isKept = false;
        try
        {
            long length;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
            {
                await file.WriteAsync(head, cancellationToken);
                await CopyAsync(message, file, cancellationToken);
                length = file.Length;
                File.SetLastWriteTimeUtc(file.SafeFileHandle, (message.InternalDate ?? now).UtcDateTime);
                file.Flush(flushToDisk: true);
            }

            isKept = true;
            return new SpooledMessage(path, MailFileName.Create(now, length, length), message.Flags, length);
        }
        finally
        {
            if (!isKept)
                Posix.TryUnlink(path);
        }
    }

    public void Dispose() => Posix.TryUnlink(Path);

    private static async Task CopyAsync(MailToAppend message, FileStream file, CancellationToken cancellationToken)
    {
        var content = new CrlfStream(message.Content);
        var piece = new byte[PieceSize];
        while (await content.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            if (content.Consumed > message.Length)
                break;
            await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }

        if (content.Consumed != message.Length)
            throw new BackendException(BackendError.Protocol, "The message's length is not what was told.");
    }
}
