using Mapigate.Backends;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>What a fault of a server is called in MAPI. [MS-OXCDATA] 2.4</summary>
internal static class BackendErrors
{
    public static ErrorCode ToErrorCode(this BackendException fault) => fault.Error switch
    {
        BackendError.Unavailable or BackendError.Protocol => ErrorCode.NetworkError,
        BackendError.Timeout => ErrorCode.Timeout,
        BackendError.AuthenticationFailed => ErrorCode.LogonFailed,
        BackendError.AccessDenied or BackendError.Refused => ErrorCode.AccessDenied,
        BackendError.NotFound => ErrorCode.NotFound,
        BackendError.AlreadyExists => ErrorCode.CollidingNames,
        BackendError.Conflict => ErrorCode.ObjectModified,
        BackendError.QuotaExceeded => ErrorCode.QuotaExceeded,
        BackendError.TooLarge => ErrorCode.TooComplex,
        BackendError.NotSupported => ErrorCode.NotSupported,
        _ => ErrorCode.GeneralFailure,
    };
}
