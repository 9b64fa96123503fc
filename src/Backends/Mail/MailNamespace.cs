namespace Mapigate.Backends.Mail;

/// <summary>Whose folders a part of the hierarchy holds. RFC 2342</summary>
public enum MailNamespace
{
    Personal,

    /// <summary>Other users' folders.</summary>
    Shared,

    Public,
}
