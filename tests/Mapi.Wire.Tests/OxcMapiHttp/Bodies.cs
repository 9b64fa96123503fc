using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcMapiHttp;

/// <summary>Checks that every body must pass.</summary>
internal static class Bodies
{
    /// <summary>The body reads back to the same bytes, is read to its end, and none of its prefixes is taken for a body.</summary>
    public static void RoundTrips<T>(T body)
        where T : class, IMapiHttpBody<T>
    {
        var bytes = Write(body);
        var reader = new WireReader(bytes);
        var again = T.Read(ref reader);
        Assert.Equal(0, reader.Remaining);
        Assert.Equal(bytes, Write(again));
        for (var length = 0; length < bytes.Length; length++)
        {
            var prefix = bytes[..length];
            Assert.Throws<WireFormatException>(() => Read<T>(prefix));
        }
    }

    public static byte[] Write<T>(T body)
        where T : class, IMapiHttpBody<T>
    {
        using var writer = new WireWriter();
        body.Write(writer);
        return writer.ToArray();
    }

    public static T Read<T>(byte[] bytes)
        where T : class, IMapiHttpBody<T>
    {
        var reader = new WireReader(bytes);
        return T.Read(ref reader);
    }
}
