using System.Security.Cryptography;
using System.Text;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Index;

/// <summary>What names a mailbox to its clients. All of it follows from the owner's address and the generation, so that it survives the loss of the gateway's state.</summary>
public sealed class MailboxIdentity
{
    /// <summary>The replica id of the mailbox's own replica. [MS-OXCSTOR] 2.2.1.1.3</summary>
    public const ushort ReplicaId = 1;

    /// <param name="address">The owner's address in lower case.</param>
    /// <param name="displayName">The owner's name.</param>
    /// <param name="legacyDn">The owner's legacy DN.</param>
    /// <param name="generation">Rises when ids given out before can no longer be known; clients then synchronize anew.</param>
    public MailboxIdentity(string address, string displayName, string legacyDn, uint generation)
    {
        Address = address;
        DisplayName = displayName;
        LegacyDn = legacyDn;
        Generation = generation;
        MailboxGuid = MailboxGuidOf(address);
        ReplicaGuid = Derive($"replica {generation}", MailboxGuid);
        MappingSignature = Derive("mapping", ReplicaGuid);
    }

    public string Address { get; }

    public string DisplayName { get; }

    public string LegacyDn { get; }

    public uint Generation { get; }

    public Guid MailboxGuid { get; }

    /// <summary>The GUID behind <see cref="ReplicaId"/>: ids outside a session and source keys carry it.</summary>
    public Guid ReplicaGuid { get; }

    /// <summary>Names the space of named-property ids. [MS-OXCPRPT] 2.2.1</summary>
    public Guid MappingSignature { get; }

    public static Guid MailboxGuidOf(string address) => Derive($"mailbox {address}", Guid.Empty);

    public static FolderId FolderId(ulong counter) => new(ReplicaId, new GlobalCounter(counter));

    public static MessageId MessageId(ulong counter) => new(ReplicaId, new GlobalCounter(counter));

    /// <summary>A source key, or a change key of the server's own: replica GUID and counter. [MS-OXCFXICS] 2.2.1.2.5</summary>
    public byte[] GlobalId(ulong counter) => new LongTermId(ReplicaGuid, new GlobalCounter(counter)).ToGlobalId();

    /// <summary>The predecessor change list of an object that only the server has changed. [MS-OXCFXICS] 2.2.2.3</summary>
    public byte[] PredecessorChangeList(ulong changeNumber) => [22, .. GlobalId(changeNumber)];

    private static Guid Derive(string purpose, Guid within)
    {
        var hash = SHA256.HashData([.. within.ToByteArray(), .. Encoding.UTF8.GetBytes("mapigate " + purpose)]);
        hash[7] = (byte)((hash[7] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16));
    }
}
