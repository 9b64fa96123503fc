using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Http;

/// <summary>A request whose body has been read, ready to run; what it gives writes the response body.</summary>
internal delegate Task<Action<WireWriter>> PreparedCall(MapiHttpCall call, CancellationToken cancellationToken);

/// <summary>How one request type is read and answered.</summary>
internal abstract class MapiHttpOperation
{
    /// <summary>Reads the body. What comes after its last field is ignored.</summary>
    /// <exception cref="WireFormatException">It is no body of this request type.</exception>
    public abstract PreparedCall Read(ReadOnlySpan<byte> body);

    /// <summary>An operation without bodies.</summary>
    public static MapiHttpOperation Empty { get; } = new EmptyOperation();

    public static MapiHttpOperation Of<TRequest, TResponse>(Func<TRequest, MapiHttpCall, CancellationToken, Task<TResponse>> handle)
        where TRequest : IMapiHttpBody<TRequest>
        where TResponse : IMapiHttpBody<TResponse> => new TypedOperation<TRequest, TResponse>(handle);

    private sealed class EmptyOperation : MapiHttpOperation
    {
        public override PreparedCall Read(ReadOnlySpan<byte> body) => static (_, _) => Task.FromResult<Action<WireWriter>>(static _ => { });
    }

    private sealed class TypedOperation<TRequest, TResponse>(Func<TRequest, MapiHttpCall, CancellationToken, Task<TResponse>> handle) : MapiHttpOperation
        where TRequest : IMapiHttpBody<TRequest>
        where TResponse : IMapiHttpBody<TResponse>
    {
        public override PreparedCall Read(ReadOnlySpan<byte> body)
        {
            var reader = new WireReader(body);
            var request = TRequest.Read(ref reader);
            return async (call, cancellationToken) => (await handle(request, call, cancellationToken)).Write;
        }
    }
}
