using System.Runtime.InteropServices;

namespace Mapigate.Backends.Local.Files;

/// <summary>The system calls that .NET does not offer: hard links, syncing a folder, exchanging two files, times to the nanosecond.</summary>
internal static partial class Posix
{
    private const int NoSuchFile = 2;
    private const int NoSuchProcess = 3;
    private const int FileExists = 17;
    private const int NotADirectory = 20;
    private const int InvalidArgument = 22;
    private const int CloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7FF;
    private const uint Exchange = 2;

    /// <summary>Gives the file a second name.</summary>
    /// <returns>False where the new name is taken.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static bool TryLink(string file, string name)
    {
        if (CallLink(file, name) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == FileExists ? false : throw Fault("link", file);
    }

    /// <summary>Swaps two files in one step.</summary>
    /// <returns>False where the file system cannot do that.</returns>
    public static bool TryExchange(string one, string other)
    {
        if (CallRename(CurrentFolder, one, CurrentFolder, other, Exchange) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == InvalidArgument ? false : throw Fault("exchange", other);
    }

    /// <summary>Renames a file; one that has the new name is replaced.</summary>
    /// <returns>False where there is no such file.</returns>
    public static bool TryRename(string file, string name)
    {
        if (CallRename(CurrentFolder, file, CurrentFolder, name, 0) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == NoSuchFile ? false : throw Fault("rename", file);
    }

    /// <summary>Removes a file.</summary>
    /// <returns>False where there is no such file.</returns>
    public static bool TryUnlink(string file)
    {
        if (CallUnlink(file) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == NoSuchFile ? false : throw Fault("unlink", file);
    }

    /// <summary>Makes the names in a folder safe against a power failure.</summary>
    public static void SyncFolder(string folder)
    {
        var descriptor = CallOpen(folder, CloseOnExec);
        if (descriptor < 0)
            throw Fault("open", folder);
        var isSynced = CallSync(descriptor) == 0 || Marshal.GetLastPInvokeError() == InvalidArgument;
        var fault = isSynced ? null : Fault("fsync", folder);
        _ = CallClose(descriptor);
        if (fault is not null)
            throw fault;
    }

    /// <summary>What the file system knows of a file or folder; null where there is none.</summary>
    public static FileStamp? Stat(string path)
    {
        if (CallStat(CurrentFolder, path, NoFollow, BasicStats, out var stat) == 0)
            return new FileStamp(stat.Inode, stat.Size, stat.Modified.Nanoseconds, stat.Changed.Nanoseconds);
        return Marshal.GetLastPInvokeError() is NoSuchFile or NotADirectory ? null : throw Fault("stat", path);
    }

    /// <summary>Whether a process of that number runs.</summary>
    public static bool IsRunning(int process) => CallKill(process, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    private static IOException Fault(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        var text = $"{call} of {path}: {Marshal.GetPInvokeErrorMessage(error)}";
        return error == NoSuchFile ? new FileNotFoundException(text, path) : new IOException(text, error);
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallLink(string file, string name);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallRename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallUnlink(string file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int CallSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CallClose(int descriptor);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int CallKill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallStat(int folder, string path, int flags, uint mask, out Statistics result);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Moment
    {
        private readonly long _seconds;
        private readonly uint _nanoseconds;
        private readonly int _reserved;

        public long Nanoseconds => (_seconds * 1_000_000_000) + _nanoseconds;
    }

    /// <summary>struct statx, the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statistics
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(96)]
        public Moment Changed;

        [FieldOffset(112)]
        public Moment Modified;
    }
}
