namespace Mapigate.Formats.Mime;

/// <summary>Takes a message from a stream of any size. Only the structure stays in memory; a large message lies in a temporary file, readable by this
/// process's user alone, until the reader is disposed. The message's entities must not be used after that.</summary>
public sealed class MimeReader : IDisposable
{
    private const int PieceSize = 64 * 1024;

    private readonly SpoolSource? spool;

    private MimeReader(MimeMessage message, SpoolSource? spool = null)
    {
        Message = message;
        this.spool = spool;
    }

    /// <summary>The message.</summary>
    public MimeMessage Message { get; }

    /// <summary>Whether the message lies in a temporary file.</summary>
    public bool IsSpooled => spool is not null;

    /// <summary>Reads the stream to its end and parses it.</summary>
    /// <exception cref="InvalidDataException">The stream is longer than <see cref="MimeLimits.MaxMessageBytes"/>.</exception>
    /// <exception cref="IOException">The stream or the temporary file cannot be read or written.</exception>
    public static async Task<MimeReader> OpenAsync(Stream content, MimeReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new MimeReaderOptions();
        using var head = new MemoryStream();
        var piece = new byte[PieceSize];
        while (true)
        {
            var read = await content.ReadAsync(piece, cancellationToken);
            if (read == 0)
            {
                Check(head.Length, options);
                var memory = new MemorySource(head.GetBuffer().AsMemory(0, (int)head.Length));
                return new MimeReader(MimeMessage.Parse(memory, options.Limits), spool: null);
            }
            head.Write(piece, 0, read);
            if (head.Length > options.MemoryBytes)
                break;
        }

        var file = CreateSpool(options.SpoolFolder);
        try
        {
            head.Position = 0;
            await head.CopyToAsync(file, cancellationToken);
            while (await content.ReadAsync(piece, cancellationToken) is var read and > 0)
            {
                await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
                Check(file.Position, options);
            }
            await file.FlushAsync(cancellationToken);
            var source = new SpoolSource(file);
            return new MimeReader(MimeMessage.Parse(source, options.Limits), source);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Parses a message where it lies. The file stays the caller's, who keeps it open and unchanged as long as the message is used.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MimeReader OpenFile(FileStream file, MimeLimits? limits = null) => new(MimeMessage.Parse(new SpoolSource(file), limits ?? MimeLimits.Default));

    /// <summary>Closes and removes the temporary file.</summary>
    public void Dispose() => spool?.Dispose();

    private static void Check(long length, MimeReaderOptions options)
    {
        if (length > options.Limits.MaxMessageBytes)
            throw new InvalidDataException($"The message is larger than {options.Limits.MaxMessageBytes} bytes.");
    }

    private static FileStream CreateSpool(string folder)
    {
        var open = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(folder, "mime-" + Guid.NewGuid().ToString("N")), open);
    }
}
