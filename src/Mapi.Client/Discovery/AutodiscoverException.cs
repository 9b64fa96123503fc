namespace Mapigate.Mapi.Client.Discovery;

/// <summary>Autodiscover named no MAPI/HTTP endpoints.</summary>
/// <param name="message">Why not.</param>
/// <param name="code">The ErrorCode of the response where it had one. [MS-OXDSCLI] 2.2.4.1.1.1.1</param>
/// <param name="inner">The fault below.</param>
public sealed class AutodiscoverException(string message, int? code = null, Exception? inner = null) : Exception(message, inner)
{
    public int? Code { get; } = code;
}
