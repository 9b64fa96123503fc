using Mapigate.Formats.Mime;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>An open message. Its bytes have CRLF line ends whatever the file has.</summary>
internal sealed class MessageFile(FoundMessage message, FileStream file) : IAsyncDisposable
{
    private static readonly MimeReaderOptions Options = new() { MemoryBytes = 256 * 1024 };

    private readonly bool _hasCrlf = message.Row.FileSize is { } size && message.Row.MessageSize == size && size == file.Length;

    public FoundMessage Message => message;

    public DateTimeOffset Received => new(File.GetLastWriteTimeUtc(file.SafeFileHandle), TimeSpan.Zero);

    /// <summary>Bytes of the message: from the file's name, else counted.</summary>
    public async Task<long> MeasureAsync(CancellationToken cancellationToken)
    {
        if (message.Row.MessageSize is { } told && message.Row.FileSize == file.Length)
            return told;
        var content = Open();
        var piece = new byte[32 * 1024];
        long length = 0;
        while (await content.ReadAsync(piece, cancellationToken) is var read and > 0)
            length += read;
        return length;
    }

    /// <summary>The content from its start.</summary>
    public Stream Open()
    {
        file.Position = 0;
        return _hasCrlf ? file : new CrlfStream(file);
    }

    /// <summary>The parsed message, read where it lies; a large one whose line ends differ from a temporary file.</summary>
    public Task<MimeReader> ParseAsync(CancellationToken cancellationToken) =>
        _hasCrlf ? Task.FromResult(MimeReader.OpenFile(file)) : MimeReader.OpenAsync(Open(), Options, cancellationToken);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
