namespace Mapigate.Backends.Imap.Wire;

/// <summary>Data that the server sends, asked or not: "* 12 FETCH (...)", "* LIST (...)". RFC 3501 7.2 to 7.4</summary>
internal readonly ref struct UntaggedResponse
{
    private UntaggedResponse(uint number, ReadOnlySpan<byte> name, ReadOnlySpan<byte> arguments)
    {
        Number = number;
        Name = name;
        Arguments = arguments;
    }

    /// <summary>The number in front of the name; zero where there is none.</summary>
    public uint Number { get; }

    public ReadOnlySpan<byte> Name { get; }

    public ReadOnlySpan<byte> Arguments { get; }

    /// <summary>Reads from behind the asterisk.</summary>
    public static UntaggedResponse Read(ReadOnlySpan<byte> response)
    {
        var reader = new ResponseReader(response);
        reader.SkipSpaces();
        reader.TryReadLeadingNumber(out var number);
        var name = reader.ReadAtom();
        reader.SkipSpaces();
        return new UntaggedResponse(number, name, response[reader.Position..]);
    }

    public bool Is(ReadOnlySpan<byte> name) => Ascii.Is(Name, name);
}
