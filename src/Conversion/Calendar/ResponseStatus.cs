namespace Mapigate.Conversion.Calendar;

/// <summary>PidLidResponseStatus and PidTagRecipientTrackStatus. [MS-OXOCAL] 2.2.1.11, 2.2.4.10.2</summary>
internal static class ResponseStatus
{
    public const int None = 0;
    public const int Organized = 1;
    public const int Tentative = 2;
    public const int Accepted = 3;
    public const int Declined = 4;
    public const int NotResponded = 5;

    public static int OfParticipation(string? status) => status?.Trim().ToUpperInvariant() switch
    {
        "ACCEPTED" or "COMPLETED" => Accepted,
        "TENTATIVE" => Tentative,
        "DECLINED" => Declined,
        _ => NotResponded,
    };

    public static string ToParticipation(int status) => status switch
    {
        Accepted or Organized => "ACCEPTED",
        Tentative => "TENTATIVE",
        Declined => "DECLINED",
        _ => "NEEDS-ACTION",
    };
}
