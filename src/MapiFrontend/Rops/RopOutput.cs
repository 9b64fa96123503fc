using System.Text;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>The list of responses of one ROP output buffer, within its limit. [MS-OXCROPS] 2.2.1</summary>
internal sealed class RopOutput : IDisposable
{
    private readonly WireWriter _writer;

    /// <param name="payload">Bytes that the buffer may take with its size field and handle table.</param>
    /// <param name="handles">Entries of the handle table.</param>
    /// <param name="string8">The code page of 8-bit strings.</param>
    public RopOutput(int payload, int handles, Encoding string8)
    {
        Limit = payload - sizeof(ushort) - (handles * sizeof(uint));
        IsLargest = payload >= RopDispatcher.MaxPayload;
        _writer = new WireWriter(4096) { String8 = string8 };
    }

    /// <summary>Most bytes of the list.</summary>
    public int Limit { get; }

    /// <summary>No larger buffer exists; what does not fit into it empty never will.</summary>
    public bool IsLargest { get; }

    /// <summary>Bytes that are left.</summary>
    public int Room => Limit - _writer.Length;

    public bool IsEmpty => _writer.Length == 0;

    public ReadOnlyMemory<byte> Written => _writer.WrittenMemory;

    /// <summary>Writes a response; leaves no trace of it where less than <paramref name="reserve"/> bytes would be left.</summary>
    /// <returns>Zero where it was written, else the bytes that it takes.</returns>
    public int TryWrite(RopResponseHeader header, Action<WireWriter>? body, int reserve)
    {
        var before = _writer.Length;
        header.Write(_writer);
        body?.Invoke(_writer);
        var size = _writer.Length - before;
        if (Room >= reserve)
            return 0;
        _writer.Truncate(before);
        return size;
    }

    /// <summary>Writes a response that has no common header; false and no trace where it does not fit.</summary>
    public bool TryWrite(RopId id, Action<WireWriter> body)
    {
        var before = _writer.Length;
        _writer.WriteByte((byte)id);
        body(_writer);
        if (Room >= 0)
            return true;
        _writer.Truncate(before);
        return false;
    }

    /// <summary>Gives back the requests that could not be answered. [MS-OXCROPS] 2.2.15.1</summary>
    /// <returns>False where not even they fit.</returns>
    public bool TryWriteTooSmall(int sizeNeeded, ReadOnlyMemory<byte> requests)
    {
        if (BufferTooSmallSize(requests.Length) > Room)
            return false;
        _writer.WriteByte((byte)RopId.BufferTooSmall);
        new RopBufferTooSmall((ushort)Math.Min(sizeNeeded, ushort.MaxValue), requests).Write(_writer);
        return true;
    }

    public static int BufferTooSmallSize(int requests) => sizeof(byte) + sizeof(ushort) + requests;

    public void Dispose() => _writer.Dispose();
}
