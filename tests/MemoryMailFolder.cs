using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <summary>A folder of a <see cref="MemoryMailStore"/>.</summary>
internal sealed class MemoryMailFolder(uint validity)
{
    public uint Validity { get; } = validity;

    public uint Next { get; set; } = 1;

    public ulong ModSeq { get; set; } = 1;

    public SortedDictionary<uint, MemoryMail> Messages { get; } = [];
}

/// <summary>A message in it.</summary>
internal sealed class MemoryMail(uint uid, byte[] content, DateTimeOffset received)
{
    public uint Uid { get; } = uid;

    public byte[] Content { get; } = content;

    public DateTimeOffset Received { get; } = received;

    public MailFlags Flags { get; set; } = MailFlags.None;

    public ulong ModSeq { get; set; }
}
