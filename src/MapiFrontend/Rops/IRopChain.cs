using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>An operation that may be repeated into further payloads of the same response when the client allows it. [MS-OXCRPC] 3.1.4.2.1.2</summary>
internal interface IRopChain<TRequest, TResponse>
    where TRequest : struct
    where TResponse : struct
{
    /// <summary>Least room in bytes for another payload to be begun.</summary>
    int LeastRoom { get; }

    /// <summary>What to ask next after that answer; null where the client has all that it asked for, or does not understand the answer.</summary>
    TRequest? Next(TRequest request, TResponse response, MapiSession session);
}
