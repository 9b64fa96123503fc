using Mapigate.Conversion;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>The whole of a message that has no open format: properties, recipients, attachments and embedded messages, as the state keeps it.</summary>
internal static class LocalObject
{
    private const int MaxDepth = 16;

    public static byte[] Encode(MessageObject message)
    {
        using var writer = new WireWriter(4096);
        Write(writer, message, 0);
        return writer.ToArray();
    }

    public static ConvertedItem Decode(byte[] content)
    {
        var reader = new WireReader(content);
        return Read(ref reader, 0);
    }

    private static void Write(WireWriter writer, MessageObject message, int depth)
    {
        if (depth >= MaxDepth)
            throw new InvalidOperationException($"Messages nest deeper than {MaxDepth} levels");
        WriteBlock(writer, PropertyBlob.Encode(message.Bag));
        writer.WriteInt32(message.Recipients.Count);
        foreach (var recipient in message.Recipients)
            WriteBlock(writer, PropertyBlob.Encode(recipient.Properties));
        writer.WriteInt32(message.Attachments.Count);
        foreach (var attachment in message.Attachments)
        {
            WriteBlock(writer, PropertyBlob.Encode(attachment.Properties));
            var embedded = attachment.Embedded;
            writer.WriteBoolean(embedded is not null);
            if (embedded is not null)
                Write(writer, embedded, depth + 1);
            else
                WriteBlock(writer, attachment.Get(PidTag.AttachDataBinary) as byte[] ?? []);
        }
    }

    private static ConvertedItem Read(ref WireReader reader, int depth)
    {
        if (depth >= MaxDepth)
            throw new WireFormatException($"Messages nest deeper than {MaxDepth} levels");
        var properties = PropertyBlob.Decode(ReadBlock(ref reader));
        var recipients = new PropertyBag[reader.CheckCount(reader.ReadUInt32(), 4)];
        for (var i = 0; i < recipients.Length; i++)
            recipients[i] = PropertyBlob.Decode(ReadBlock(ref reader));
        var attachments = new ConvertedAttachment[reader.CheckCount(reader.ReadUInt32(), 5)];
        for (var i = 0; i < attachments.Length; i++)
        {
            var bag = PropertyBlob.Decode(ReadBlock(ref reader));
            if (reader.ReadBoolean())
            {
                var embedded = Read(ref reader, depth + 1);
                attachments[i] = new ConvertedAttachment(bag, null, new Lazy<ConvertedItem>(embedded));
            }
            else
            {
                var content = ReadBlock(ref reader).ToArray();
                attachments[i] = new ConvertedAttachment(bag, () => new MemoryStream(content, writable: false), null);
            }
        }

        return new ConvertedItem(properties, recipients, attachments);
    }

    private static void WriteBlock(WireWriter writer, byte[] block)
    {
        writer.WriteInt32(block.Length);
        writer.WriteBytes(block);
    }

    private static ReadOnlySpan<byte> ReadBlock(ref WireReader reader) => reader.ReadBytes(reader.ReadInt32());
}
