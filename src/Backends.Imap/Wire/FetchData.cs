using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>What a FETCH response tells of a message; what it does not tell is null or zero. RFC 3501 7.4.2</summary>
internal ref struct FetchData
{
    public uint Uid { get; private set; }

    public MailFlags? Flags { get; private set; }

    public ulong ModSeq { get; private set; }

    public DateTimeOffset? InternalDate { get; private set; }

    public long Size { get; private set; }

    public bool HasHeader { get; private set; }

    /// <summary>BODY[HEADER.FIELDS ...], valid as long as the response.</summary>
    public ReadOnlySpan<byte> Header { get; private set; }

    public bool HasBody { get; private set; }

    /// <summary>BODY[], empty where it was a literal that has been copied to its destination.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    public MailPart? Structure { get; private set; }

    /// <summary>EMAILID, X-GUID or X-GM-MSGID.</summary>
    public string? ObjectId { get; private set; }

    /// <summary>Reads the list of items. A list around some of the items, as one server sends it, is read through.</summary>
    public static FetchData Read(ReadOnlySpan<byte> arguments, TextCache cache)
    {
        var data = new FetchData();
        var reader = new ResponseReader(arguments);
        while (true)
        {
            reader.SkipSpaces();
            if (reader.TryTake((byte)'(') || reader.TryTake((byte)')'))
            {
                continue;
            }

            if (reader.AtEnd)
            {
                return data;
            }

            data.ReadItem(ref reader, cache);
        }
    }

    private void ReadItem(ref ResponseReader reader, TextCache cache)
    {
        var begin = reader.Position;
        var name = reader.ReadItemName();
        if (Ascii.Is(name, "UID"u8))
        {
            Uid = (uint)Math.Min(reader.ReadNumber(), uint.MaxValue);
        }
        else if (Ascii.Is(name, "FLAGS"u8))
        {
            Flags = FlagList.Read(ref reader, cache);
        }
        else if (Ascii.Is(name, "MODSEQ"u8))
        {
            reader.TryTakeAfterSpaces((byte)'(');
            ModSeq = reader.ReadNumber();
        }
        else if (Ascii.Is(name, "INTERNALDATE"u8))
        {
            InternalDate = Wire.InternalDate.Parse(reader.ReadString(out _));
        }
        else if (Ascii.Is(name, "RFC822.SIZE"u8))
        {
            Size = (long)Math.Min(reader.ReadNumber(), long.MaxValue);
        }
        else if (Ascii.Is(name, "BODYSTRUCTURE"u8))
        {
            Structure = BodyStructure.Read(ref reader, cache);
        }
        else if (Ascii.Is(name, "EMAILID"u8) || Ascii.Is(name, "X-GUID"u8) || Ascii.Is(name, "X-GM-MSGID"u8))
        {
            var isInList = reader.TryTakeAfterSpaces((byte)'(');
            var id = reader.ReadString(out var isNil);
            ObjectId = isNil || id.IsEmpty ? null : TextCache.Decode(id);
            _ = isInList && reader.TryTakeAfterSpaces((byte)')');
        }
        else if (IsSection(name, "BODY[HEADER"u8))
        {
            HasHeader = true;
            Header = reader.ReadString(out _);
        }
        else if (IsSection(name, "BODY[]"u8))
        {
            HasBody = true;
            Body = reader.ReadString(out _);
        }
        else
        {
            reader.SkipValue();
        }

        if (reader.Position == begin)
        {
            throw new ImapProtocolException("A FETCH response holds something that is no item.");
        }
    }

    private static bool IsSection(ReadOnlySpan<byte> name, ReadOnlySpan<byte> section) =>
        name.Length >= section.Length && Ascii.Is(name[..section.Length], section);
}
