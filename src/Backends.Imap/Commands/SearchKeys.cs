using System.Text;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>Writes a <see cref="MailQuery"/> as search keys. RFC 3501 6.4.4</summary>
internal static class SearchKeys
{
    private const int MostLevels = 50;
    private const int LongestText = 10_000;

    public static bool IsAscii(MailQuery query) => query switch
    {
        MailQuery.Header header => Ascii(header.Name) && Ascii(header.Value),
        MailQuery.Body body => Ascii(body.Value),
        MailQuery.Text text => Ascii(text.Value),
        MailQuery.All all => all.Queries.All(IsAscii),
        MailQuery.Any any => any.Queries.All(IsAscii),
        MailQuery.Not not => IsAscii(not.Query),
        _ => throw new ArgumentOutOfRangeException(nameof(query)),
    };

    /// <exception cref="BackendException">NotSupported: the query is nested too deeply, or holds what a command cannot carry.</exception>
    public static void Write(CommandWriter writer, MailQuery query) => Write(writer, query, level: 0);

    private static void Write(CommandWriter writer, MailQuery query, int level)
    {
        if (level > MostLevels)
        {
            throw new BackendException(BackendError.NotSupported, $"The search has more than {MostLevels} levels.");
        }

        switch (query)
        {
            case MailQuery.Header { Name: var name, Value: var value }:
                WriteHeader(writer, name, value);
                break;
            case MailQuery.Body { Value: var value }:
                Value(writer.Raw("BODY "u8), value);
                break;
            case MailQuery.Text { Value: var value }:
                Value(writer.Raw("TEXT "u8), value);
                break;
            case MailQuery.All { Queries.IsEmpty: true }:
                writer.Raw("ALL"u8);
                break;
            case MailQuery.All { Queries: var queries }:
                WriteAll(writer, queries.AsSpan(), level);
                break;
            case MailQuery.Any { Queries.IsEmpty: true }:
                writer.Raw("NOT ALL"u8);
                break;
            case MailQuery.Any { Queries: var queries }:
                WriteAny(writer, queries.AsSpan(), level);
                break;
            case MailQuery.Not { Query: var inner }:
                Write(writer.Raw("NOT "u8), inner, level + 1);
                break;
        }
    }

    private static void WriteHeader(CommandWriter writer, string name, string value)
    {
        // Servers keep an index of these fields, and some look at it for their own keys only.
        var key = name.ToUpperInvariant();
        if (value.Length > 0 && key is "FROM" or "TO" or "CC" or "BCC" or "SUBJECT")
        {
            writer.Raw(key);
        }
        else
        {
            Value(writer.Raw("HEADER "u8), name);
        }

        Value(writer.Raw(" "u8), value);
    }

    private static void WriteAll(CommandWriter writer, ReadOnlySpan<MailQuery> queries, int level)
    {
        if (queries.Length == 1)
        {
            Write(writer, queries[0], level + 1);
            return;
        }

        writer.Raw("("u8);
        for (var i = 0; i < queries.Length; i++)
        {
            Write(i == 0 ? writer : writer.Raw(" "u8), queries[i], level + 1);
        }

        writer.Raw(")"u8);
    }

    /// <summary>OR takes two: halves of halves, so that many alternatives are not as many levels.</summary>
    private static void WriteAny(CommandWriter writer, ReadOnlySpan<MailQuery> queries, int level)
    {
        if (queries.Length == 1)
        {
            Write(writer, queries[0], level + 1);
            return;
        }

        writer.Raw("OR "u8);
        WriteAny(writer, queries[..(queries.Length / 2)], level + 1);
        writer.Raw(" "u8);
        WriteAny(writer, queries[(queries.Length / 2)..], level + 1);
    }

    private static void Value(CommandWriter writer, string value)
    {
        if (value.Length > LongestText || value.Contains('\0'))
        {
            throw new BackendException(BackendError.NotSupported, "A text of the search is too long, or holds what IMAP cannot carry.");
        }

        writer.Text(Encoding.UTF8.GetBytes(value), writer.IsUtf8);
    }

    private static bool Ascii(string text) => System.Text.Ascii.IsValid(text);
}
