using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>What came of a ROP input buffer.</summary>
/// <param name="ErrorCode">Of the whole; anything but Success leaves no payloads.</param>
/// <param name="Payloads">ROP output buffers, each for an RPC_HEADER_EXT of its own.</param>
internal sealed record RopReply(ErrorCode ErrorCode, IReadOnlyList<byte[]> Payloads)
{
    public static RopReply Failed(ErrorCode error) => new(error, []);
}
