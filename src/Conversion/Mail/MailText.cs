namespace Mapigate.Conversion.Mail;

/// <summary>Text from mails as a string property can hold it.</summary>
internal static class MailText
{
    /// <summary>A zero character ends a string for every MAPI client; one inside would cut off the rest.</summary>
    public static string WithoutTerminators(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;

    /// <summary>At most so many characters, none of them cut in two.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
