namespace Mapigate.Backends.Mail;

/// <summary>What messages can be put in order by. RFC 5256 3, RFC 5957</summary>
public enum MailSortField
{
    /// <summary>When the server received them.</summary>
    Arrival,

    /// <summary>Their Date field in UTC.</summary>
    Date,

    /// <summary>Local part of the first address.</summary>
    From,
    To,
    Cc,
    Size,

    /// <summary>Without "Re:" and the like.</summary>
    Subject,

    /// <summary>The first name as people see it; needs SORT=DISPLAY.</summary>
    DisplayFrom,
    DisplayTo,
}
