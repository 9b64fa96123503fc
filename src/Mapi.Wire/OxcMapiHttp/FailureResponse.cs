using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>The body of any response whose request failed as a whole. [MS-OXCMAPIHTTP] 2.2.4.1.3 and its like</summary>
/// <param name="StatusCode">Not zero.</param>
/// <param name="AuxiliaryBuffer">For diagnosis.</param>
public sealed record FailureResponse(uint StatusCode, byte[] AuxiliaryBuffer)
{
    /// <summary>Finds a failure by its StatusCode; null where the body is one of success.</summary>
    /// <exception cref="WireFormatException">The body is too short for a StatusCode.</exception>
    public static FailureResponse? Find(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var status = reader.ReadUInt32();
        if (status == 0)
            return null;

        // A server in distress may leave the rest out; the code is what matters.
        return new FailureResponse(status, reader.Remaining >= 4 ? reader.ReadSized() : []);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(StatusCode);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
