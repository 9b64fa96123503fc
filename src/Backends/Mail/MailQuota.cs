namespace Mapigate.Backends.Mail;

/// <summary>How much room the folder's quota root has. RFC 9208</summary>
/// <param name="UsedBytes">Bytes taken.</param>
/// <param name="LimitBytes">Bytes that may be taken; null where there is no limit.</param>
public sealed record MailQuota(long UsedBytes, long? LimitBytes);
