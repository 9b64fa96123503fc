namespace Mapigate.Backends.Imap.Commands;

/// <summary>How much of a message is asked for, from what is wanted to what even a server that cannot read the message will tell.</summary>
internal enum SummaryDetail
{
    Full,
    WithoutStructure,

    /// <summary>Flags, date and size.</summary>
    Bare,
}
