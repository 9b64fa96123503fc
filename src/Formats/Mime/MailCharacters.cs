using System.Buffers;

namespace Mapigate.Formats.Mime;

/// <summary>The character classes that the readers and writers of fields look for.</summary>
internal static class MailCharacters
{
    /// <summary>What ends a bare word in an address list.</summary>
    internal static readonly SearchValues<char> WordEnd = SearchValues.Create(" \t\r\n,;:\"(<>");

    /// <summary>What an unquoted local part or word of a phrase cannot hold: RFC 5322 3.2.3 specials and blanks, the dot left out.</summary>
    internal static readonly SearchValues<char> Specials = SearchValues.Create(" \t\"(),:;<>@[\\]");

    /// <summary>What no token of MIME holds: RFC 2045 5.1 tspecials and blanks.</summary>
    internal static readonly SearchValues<char> TokenSpecials = SearchValues.Create(" \t()<>@,;:\\\"/[]?=");

    /// <summary>What is written as a token without quotes.</summary>
    internal static readonly SearchValues<char> PlainToken = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._+");

    /// <summary>What ends a word of a date.</summary>
    internal static readonly SearchValues<char> DateWordEnd = SearchValues.Create(" \t\r\n,(\"'");

    /// <summary>The letters of a time of day.</summary>
    internal static readonly SearchValues<char> TimeOfDay = SearchValues.Create("0123456789:.");

    /// <summary>What ends a message identifier that bears no brackets.</summary>
    internal static readonly SearchValues<char> IdEnd = SearchValues.Create(" \t\r\n,;<");

    /// <summary>What a display name may not hold without quotes: RFC 5322 3.2.3 specials.</summary>
    internal static readonly SearchValues<char> NotInPhrase = SearchValues.Create("\"(),.:;<>@[\\]'");

    /// <summary>What ends a cid: reference in HTML.</summary>
    internal static readonly SearchValues<char> CidEnd = SearchValues.Create(" \t\r\n\"')>&?;");

    /// <summary>What a message identifier is freed of: controls, blanks and brackets.</summary>
    internal static readonly SearchValues<char> Dropped = SearchValues.Create([.. Enumerable.Range(0, ' ' + 1).Select(value => (char)value), '<', '>', '\u007f']);

    /// <summary>What ends an address within brackets, or makes it more than the characters that stand there.</summary>
    internal static readonly SearchValues<char> AngleEnd = SearchValues.Create([.. Enumerable.Range(0, ' ' + 1).Select(value => (char)value), .. "<>;,:\"(\u007f"]);

    /// <summary>What no message identifier holds.</summary>
    internal static readonly SearchValues<char> NotInId = SearchValues.Create(" \t\r\n<>");
}
