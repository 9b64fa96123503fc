namespace Mapigate.Backends.Transport;

/// <summary>On what a sender wants a report (RFC 3461 4.1).</summary>
[Flags]
public enum DeliveryNotices
{
    /// <summary>On nothing.</summary>
    Never = 0,
    Success = 1,
    Failure = 2,
    Delay = 4,
}
