using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>A request or success response body; each is whole in itself: String8 values have the code page that the body or its STAT names. [MS-OXCMAPIHTTP] 2.2.4 and 2.2.5</summary>
public interface IMapiHttpBody<TSelf>
    where TSelf : IMapiHttpBody<TSelf>
{
    /// <exception cref="WireFormatException">The bytes are not such a body.</exception>
    static abstract TSelf Read(ref WireReader reader);

    void Write(WireWriter writer);
}
