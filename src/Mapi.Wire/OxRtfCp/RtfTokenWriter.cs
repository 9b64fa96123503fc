using System.Buffers.Binary;

namespace Mapigate.Mapi.Wire.OxRtfCp;

/// <summary>Writes literals and references, eight under each control byte. Matches are looked for where their first two bytes occurred last. [MS-OXRTFCP] 3.1.4.2</summary>
internal sealed class RtfTokenWriter
{
    /// <summary>Places that are tried for one match.</summary>
    private const int MaxTries = 32;

    private readonly List<byte> _contents = [];
    private readonly RtfDictionary _dictionary = new();

    /// <summary>For each pair of bytes the dictionary offset at which it was last written, and for each offset the one before; -1 for none.</summary>
    private readonly int[] _last = new int[1 << 16];
    private readonly int[] _before = new int[RtfDictionary.Size];
    private int _control;
    private int _tokens = 8;

    public RtfTokenWriter()
    {
        Array.Fill(_last, -1);
        Array.Fill(_before, -1);
        for (var offset = 0; offset + 1 < _dictionary.Filled; offset++)
            Remember(offset);
    }

    public byte[] Write(ReadOnlySpan<byte> rtf)
    {
        while (!rtf.IsEmpty)
        {
            var (offset, length) = FindMatch(rtf);
            if (length < RtfDictionary.ShortestMatch)
            {
                BeginToken(isReference: false);
                _contents.Add(rtf[0]);
                length = 1;
            }
            else
            {
                WriteReference(offset, length);
            }

            foreach (var octet in rtf[..length])
                Add(octet);
            rtf = rtf[length..];
        }

        WriteReference(_dictionary.Position, RtfDictionary.ShortestMatch);
        return [.. _contents];
    }

    private (int Offset, int Length) FindMatch(ReadOnlySpan<byte> rtf)
    {
        if (rtf.Length < RtfDictionary.ShortestMatch)
            return default;
        (int Offset, int Length) best = default;
        var longest = Math.Min(rtf.Length, RtfDictionary.LongestMatch);
        var candidate = _last[BinaryPrimitives.ReadUInt16LittleEndian(rtf)];
        for (var tries = 0; candidate >= 0 && tries < MaxTries && best.Length < longest; tries++)
        {
            var length = LengthAt(candidate, rtf[..longest]);

            // A chain that the dictionary has run over leads elsewhere.
            if (length < RtfDictionary.ShortestMatch)
                break;
            if (length > best.Length)
                best = (candidate, length);
            candidate = _before[candidate];
        }

        return best;
    }

    /// <summary>Bytes that agree. A match never reaches the place of writing: there the dictionary still holds what is 4,096 bytes old.</summary>
    private int LengthAt(int offset, ReadOnlySpan<byte> rtf)
    {
        var room = (_dictionary.Position - offset + RtfDictionary.Size) % RtfDictionary.Size;
        var length = 0;
        while (length < rtf.Length && length < room && _dictionary[offset + length] == rtf[length])
            length++;
        return length;
    }

    private void Add(byte octet)
    {
        _dictionary.Add(octet);

        // The pair that the new byte completes begins one before it.
        Remember((_dictionary.Position + RtfDictionary.Size - 2) % RtfDictionary.Size);
    }

    private void Remember(int offset)
    {
        var pair = _dictionary[offset] | (_dictionary[offset + 1] << 8);
        _before[offset] = _last[pair] == offset ? -1 : _last[pair];
        _last[pair] = offset;
    }

    private void WriteReference(int offset, int length)
    {
        BeginToken(isReference: true);
        var reference = (offset << 4) | (length - RtfDictionary.ShortestMatch);
        _contents.Add((byte)(reference >> 8));
        _contents.Add((byte)reference);
    }

    private void BeginToken(bool isReference)
    {
        if (_tokens == 8)
        {
            _control = _contents.Count;
            _contents.Add(0);
            _tokens = 0;
        }

        if (isReference)
            _contents[_control] |= (byte)(1 << _tokens);
        _tokens++;
    }
}
