using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>GETQUOTAROOT: the quota roots that a folder counts for, each with its limits. RFC 9208 4.1.2</summary>
internal sealed class QuotaRootCommand(string path) : ImapCommand
{
    /// <summary>STORAGE is told in units of so many bytes. RFC 9208 5.1</summary>
    private const long StorageUnit = 1_024;

    public override string Name => "GETQUOTAROOT";

    /// <summary>Of all roots that limit storage the one with the least room; null where none does.</summary>
    public MailQuota? Quota { get; private set; }

    public override void Write(CommandWriter writer) => writer.Raw("GETQUOTAROOT "u8).Mailbox(path);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("QUOTA"u8))
        {
            return response.Is("QUOTAROOT"u8);
        }

        var reader = new ResponseReader(response.Arguments);
        _ = reader.ReadString(out _);
        reader.TryTakeAfterSpaces((byte)'(');
        while (!reader.TryPeekAfterSpaces((byte)')') && !reader.AtEnd)
        {
            var resource = reader.ReadString(out _);
            if (resource.IsEmpty)
            {
                throw new ImapProtocolException("A QUOTA response holds something that is no resource.");
            }

            var (used, limit) = (Bytes(reader.ReadNumber()), Bytes(reader.ReadNumber()));
            if (Ascii.Is(resource, "STORAGE"u8) && (Quota is null || limit - used < Quota.LimitBytes - Quota.UsedBytes))
            {
                Quota = new MailQuota(used, limit);
            }
        }

        return true;
    }

    private static long Bytes(ulong units) => (long)Math.Min(units, long.MaxValue / StorageUnit) * StorageUnit;
}
