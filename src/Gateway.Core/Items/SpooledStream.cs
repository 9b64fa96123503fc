namespace Mapigate.Gateway.Core.Items;

/// <summary>A readable, writable, seekable stream that keeps little content in memory and more in a temporary file, which vanishes with it.</summary>
public sealed class SpooledStream : Stream
{
    /// <summary>Content beyond this many bytes goes to a file.</summary>
    public const int MemoryLimit = 1024 * 1024;

    private Stream _content = new MemoryStream();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _content.Length;

    public override long Position
    {
        get => _content.Position;
        set => _content.Position = value;
    }

    /// <summary>The content where it is in memory, without copying; else null.</summary>
    public ReadOnlyMemory<byte>? InMemory => _content is MemoryStream memory ? memory.GetBuffer().AsMemory(0, (int)memory.Length) : default(ReadOnlyMemory<byte>?);

    /// <summary>Where the content lies in a file; else null.</summary>
    internal string? SpoolPath => (_content as FileStream)?.Name;

    /// <summary>All content, whatever the position.</summary>
    public byte[] ToArray()
    {
        if (_content is MemoryStream memory)
            return memory.ToArray();
        var bytes = new byte[_content.Length];
        var position = _content.Position;
        _content.Position = 0;
        _content.ReadExactly(bytes);
        _content.Position = position;
        return bytes;
    }

    public override int Read(byte[] buffer, int offset, int count) => _content.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => _content.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _content.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _content.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        MakeRoom(Position + buffer.Length);
        _content.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        MakeRoom(Position + buffer.Length);
        return _content.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => _content.Seek(offset, origin);

    public override void SetLength(long value)
    {
        MakeRoom(value);
        _content.SetLength(value);
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private void MakeRoom(long length)
    {
        if (length <= MemoryLimit || _content is not MemoryStream memory)
            return;
        var path = Path.Combine(Path.GetTempPath(), $"mapigate-{Guid.NewGuid():N}.spool");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        var position = memory.Position;
        memory.WriteTo(file);
        file.Position = position;
        _content = file;
        memory.Dispose();
    }
}
