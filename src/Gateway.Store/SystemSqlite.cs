using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Mapigate.Gateway.Store;

/// <summary>Chooses the SQLite library: the system's own, which is maintained, before the old one that comes with the binding.</summary>
internal static class SystemSqlite
{
    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.dylib"];
    private static readonly Lock Gate = new();
    private static bool _done;

    public static void Initialize()
    {
        // Who comes second waits until it is done.
        lock (Gate)
        {
            if (_done)
                return;
            Choose();
            _done = true;
        }
    }

    private static void Choose()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        Batteries_V2.Init();
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        }

        return 0;
    }
}
