namespace Mapigate.Backends.Local.Files;

/// <summary>Small files that are replaced as a whole, so that a crash leaves the old content or the new.</summary>
internal static class AtomicFile
{
    private const int LargestSmallFile = 1 << 20;

    /// <param name="file">The file.</param>
    /// <param name="temporary">A name on the same file system that nobody else uses.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="modified">The time that it is to bear; null for the present.</param>
    public static void Write(string file, string temporary, ReadOnlySpan<byte> content, DateTime? modified = null)
    {
        using (var handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            RandomAccess.Write(handle, content, 0);
            if (modified is { } time)
                File.SetLastWriteTimeUtc(handle, time);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(temporary, file, overwrite: true);
        Posix.SyncFolder(Path.GetDirectoryName(file)!);
    }

    /// <summary>The content of a small file; null where there is none or it is too large to be one.</summary>
    public static string? ReadText(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= LargestSmallFile } ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
