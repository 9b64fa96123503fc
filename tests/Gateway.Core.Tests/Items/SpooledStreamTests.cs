using Mapigate.Gateway.Core.Items;

namespace Mapigate.Gateway.Core.Tests.Items;

public sealed class SpooledStreamTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(SpooledStream.MemoryLimit)]
    [InlineData(SpooledStream.MemoryLimit + 1)]
    [InlineData(SpooledStream.MemoryLimit * 3)]
    public async Task Content_reads_back_whatever_its_size_and_wherever_it_lies(int size)
    {
        var content = new byte[size];
        Random.Shared.NextBytes(content);
        await using var stream = new SpooledStream();
        for (var at = 0; at < size; at += 70_000)
            await stream.WriteAsync(content.AsMemory(at, Math.Min(70_000, size - at)));
        Assert.Equal((size, size), (stream.Length, stream.Position));
        Assert.Equal(size <= SpooledStream.MemoryLimit, stream.InMemory is not null);
        Assert.Equal(content, stream.ToArray());
        Assert.Equal(size, stream.Position);
        stream.Position = 0;
        var read = new byte[size];
        await stream.ReadExactlyAsync(read);
        Assert.Equal(content, read);
        Assert.Equal(0, await stream.ReadAsync(read.AsMemory()));
    }

    [Fact]
    public void Middle_is_overwritten_and_the_end_cut_before_and_after_the_move_to_a_file()
    {
        using var stream = new SpooledStream();
        stream.Write("Hello world"u8);
        stream.Position = 6;
        stream.Write("W"u8);
        stream.SetLength(SpooledStream.MemoryLimit + 10);
        Assert.Null(stream.InMemory);
        Assert.Equal(7, stream.Position);
        stream.Write("OR"u8);
        stream.SetLength(11);
        Assert.Equal("Hello WORld"u8.ToArray(), stream.ToArray());
        Assert.Equal(4, stream.Seek(-7, SeekOrigin.End));
        Assert.Equal('o', stream.ReadByte());
    }

    [Fact]
    public void Temporary_file_is_this_users_alone_and_vanishes_with_the_stream()
    {
        var stream = new SpooledStream();
        Assert.Null(stream.SpoolPath);
        stream.SetLength(SpooledStream.MemoryLimit + 1);
        var path = stream.SpoolPath!;
        Assert.True(File.Exists(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        stream.Dispose();
        Assert.False(File.Exists(path));
    }
}
