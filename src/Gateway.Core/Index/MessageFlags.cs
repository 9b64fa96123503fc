namespace Mapigate.Gateway.Core.Index;

/// <summary>Bits of PidTagMessageFlags. [MS-OXCMSG] 2.2.1.6</summary>
public static class MessageFlags
{
    public const int Read = 0x0001;
    public const int Unmodified = 0x0002;
    public const int Submitted = 0x0004;
    public const int Unsent = 0x0008;
    public const int HasAttachment = 0x0010;
    public const int FromMe = 0x0020;
    public const int Associated = 0x0040;
    public const int Resend = 0x0080;
    public const int NotifyRead = 0x0100;
    public const int NotifyUnread = 0x0200;
    public const int EverRead = 0x0400;
    public const int Internet = 0x2000;
    public const int Untrusted = 0x8000;
}
