using System.Globalization;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// Gives each new folder of a mailbox its own UIDVALIDITY, larger than any before: Dovecot's file dovecot-uidvalidity holds the last in eight hexadecimal digits,
/// and an empty file of that name and number stands beside it.
/// </summary>
internal sealed class UidValidity(string root)
{
    private const string FileName = "dovecot-uidvalidity";

    private readonly Lock _lock = new();

    public uint Next()
    {
        lock (_lock)
        {
            var path = Path.Combine(root, FileName);
            var last = uint.TryParse(AtomicFile.ReadText(path)?.Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var told) ? told : 0;
            var now = TimeProvider.System.GetUtcNow();
            var next = Math.Max(last + 1, (uint)Math.Clamp(now.ToUnixTimeSeconds(), 1, uint.MaxValue - 1));
            AtomicFile.Write(path, Path.Combine(root, "tmp", UniqueName.Next(now)), System.Text.Encoding.ASCII.GetBytes(next.ToString("x8", CultureInfo.InvariantCulture)));
            if (!Posix.TryRename($"{path}.{last:x8}", $"{path}.{next:x8}"))
                File.WriteAllBytes($"{path}.{next:x8}", []);
            return next;
        }
    }
}
