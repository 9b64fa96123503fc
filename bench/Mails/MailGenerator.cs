using System.Globalization;
using System.Text;

namespace Mapigate.Bench.Mails;

/// <summary>Makes the n-th message of a mailbox, the same every time: plain text, HTML with an alternative, attachments, several languages and encodings, about 9 KB on average.</summary>
internal static class MailGenerator
{
    private const int Seed = 20_011;

    private static readonly DateTimeOffset First = new(2023, 1, 2, 7, 0, 0, TimeSpan.Zero);

    public static Mail Make(int number)
    {
        var random = new Random(Seed + number);
        var words = new Words(random);
        var received = First.AddMinutes((number * 97L) + random.Next(60)).AddSeconds(random.Next(60));
        var text = new StringBuilder();
        WriteHead(text, random, words, number, received);
        WriteBody(text, random, words, number);
        return new Mail(Encoding.ASCII.GetBytes(text.ToString()), Flags(random), received);
    }

    /// <summary>What stands in the body of the message and of no other.</summary>
    public static string Token(int number) => $"Reference MPG-{number:000000}";

    private static string Flags(Random random) => string.Join(
        ' ',
        new[] { random.Next(10) > 0 ? "\\Seen" : "", random.Next(5) == 0 ? "\\Answered" : "", random.Next(15) == 0 ? "\\Flagged" : "", random.Next(20) == 0 ? "$Forwarded" : "" }
            .Where(flag => flag.Length > 0));

    private static void WriteHead(StringBuilder text, Random random, Words words, int number, DateTimeOffset received)
    {
        var (sender, address) = words.Person();
        var sent = Date(received.AddSeconds(-random.Next(2, 90)));
        text.Append($"Return-Path: <{address}>\r\n");
        for (var hops = random.Next(2, 5); hops > 0; hops--)
        {
            text.Append($"Received: from mx{hops}.example.net (mx{hops}.example.net [192.0.2.{random.Next(1, 255)}])\r\n\tby relay{hops}.example.org (Postfix) with ESMTPS id {random.Next():X8}\r\n");
            text.Append($"\tfor <user@example.test>; {Date(received.AddSeconds(-hops))}\r\n");
        }

        var signature = new byte[256];
        random.NextBytes(signature);
        text.Append("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=mail;\r\n\th=from:to:subject:date:message-id; b=");
        Wrap(text, Convert.ToBase64String(signature), "\r\n\t ");
        text.Append("\r\nAuthentication-Results: mx.example.test; dkim=pass header.d=example.com; spf=pass\r\n");
        text.Append($"Message-ID: <{number}.{random.Next():x8}@example.com>\r\n");
        if (random.Next(3) == 0)
            text.Append($"In-Reply-To: <{number / 2}.parent@example.com>\r\nReferences: <{number / 3}.root@example.com>\r\n\t<{number / 2}.parent@example.com>\r\n");
        text.Append($"Date: {sent}\r\nFrom: {Mailbox(sender, address)}\r\n");
        text.Append($"To: {People(words, random.Next(1, 5))}\r\n");
        if (random.Next(3) == 0)
            text.Append($"Cc: {People(words, random.Next(1, 7))}\r\n");
        var prefix = random.Next(5) switch { 0 => "Re: ", 1 => "Fwd: ", _ => "" };
        text.Append($"Subject: {EncodedWord(prefix + words.Sentence(2, 9))}\r\nMIME-Version: 1.0\r\n");
        if (random.Next(12) == 0)
            text.Append("Importance: high\r\nX-Priority: 1\r\n");
        if (random.Next(8) == 0)
            text.Append("List-Id: <news.lists.example.org>\r\nList-Unsubscribe: <mailto:leave@lists.example.org>\r\nPrecedence: list\r\n");
        text.Append("X-Mailer: Sample Mail 3.1\r\n");
    }

    private static void WriteBody(StringBuilder text, Random random, Words words, int number)
    {
        var boundary = $"=_{number:x6}{random.Next():x8}";
        var plain = $"{words.Paragraphs(random.Next(300, 3000))}{Token(number)}\r\n";
        switch (random.Next(10))
        {
            case < 3:
                WriteText(text, random, "plain", plain);
                break;
            case < 8:
                text.Append($"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n");
                WriteAlternatives(text, random, boundary, plain);
                break;
            default:
                text.Append($"Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n");
                text.Append($"Content-Type: multipart/alternative; boundary=\"{boundary}a\"\r\n\r\n");
                WriteAlternatives(text, random, boundary + "a", plain);
                WriteAttachment(text, random, words, boundary);
                text.Append($"--{boundary}--\r\n");
                break;
        }
    }

    private static void WriteAlternatives(StringBuilder text, Random random, string boundary, string plain)
    {
        text.Append($"--{boundary}\r\n");
        WriteText(text, random, "plain", plain);
        text.Append($"--{boundary}\r\n");
        var paragraphs = plain.Split("\r\n\r\n").Select(paragraph => $"<p class=\"MsoNormal\" style=\"margin:0cm;font-size:11.0pt;font-family:Calibri,sans-serif\">{paragraph}</p>\r\n");
        WriteText(text, random, "html", $"<html><head><meta charset=\"utf-8\"><title></title></head><body>\r\n{string.Concat(paragraphs)}</body></html>\r\n");
        text.Append($"--{boundary}--\r\n");
    }

    private static void WriteText(StringBuilder text, Random random, string subtype, string content)
    {
        text.Append($"Content-Type: text/{subtype}; charset=utf-8\r\n");
        if (random.Next(3) == 0)
        {
            text.Append("Content-Transfer-Encoding: base64\r\n\r\n");
            Wrap(text, Convert.ToBase64String(Encoding.UTF8.GetBytes(content)), "\r\n");
            text.Append("\r\n");
        }
        else
        {
            text.Append("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
            QuotedPrintable(text, content);
        }
    }

    private static void WriteAttachment(StringBuilder text, Random random, Words words, string boundary)
    {
        var (type, extension) = random.Next(3) switch { 0 => ("application/pdf", "pdf"), 1 => ("image/png", "png"), _ => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx") };
        var name = EncodedWord($"{words.Sentence(1, 3)}.{extension}");
        var content = new byte[random.Next(1_500, 15_000)];
        random.NextBytes(content);
        text.Append($"--{boundary}\r\nContent-Type: {type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        Wrap(text, Convert.ToBase64String(content), "\r\n");
        text.Append("\r\n");
    }

    private static string People(Words words, int count) => string.Join(",\r\n\t", Enumerable.Range(0, count).Select(_ => words.Person()).Select(person => Mailbox(person.Name, person.Address)));

    private static string Mailbox(string name, string address) => $"{EncodedWord(name)} <{address}>";

    private static string EncodedWord(string value)
    {
        if (value.All(char.IsAscii))
            return value;
        var parts = new List<string>();
        foreach (var part in value.Chunk(12))
            parts.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part))}?=");
        return string.Join("\r\n ", parts);
    }

    private static void QuotedPrintable(StringBuilder text, string content)
    {
        var column = 0;
        foreach (var octet in Encoding.UTF8.GetBytes(content))
        {
            if (octet == '\n')
                column = -1;
            var literal = octet is (byte)'\r' or (byte)'\n' or (>= (byte)' ' and <= (byte)'~' and not (byte)'=');
            if (column >= 72)
            {
                text.Append("=\r\n");
                column = 0;
            }

            if (literal)
                text.Append((char)octet);
            else
                text.Append($"={octet:X2}");
            column += literal ? 1 : 3;
        }
    }

    private static void Wrap(StringBuilder text, string value, string between)
    {
        for (var at = 0; at < value.Length; at += 76)
            text.Append(at > 0 ? between : "").Append(value, at, Math.Min(76, value.Length - at));
    }

    private static string Date(DateTimeOffset date) => date.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
