using System.Globalization;
using System.Text;

namespace Mapigate.EndToEnd.Tests.Servers;

/// <summary>Mail as other programs write it.</summary>
internal static class Letter
{
    private const int Base64Line = 76;

    /// <summary>A message with one text body.</summary>
    public static byte[] Plain(string subject, string text = "Hello.", string extra = "") =>
        Bytes($"{Head(subject)}{extra}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n");

    /// <summary>A text and files.</summary>
    public static byte[] WithFiles(string subject, string text, params (string Name, string Type, byte[] Content)[] files)
    {
        var message = new StringBuilder(Head(subject))
            .Append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n--outer\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
            .Append(text).Append("\r\n");
        foreach (var (name, type, content) in files)
        {
            message.Append(CultureInfo.InvariantCulture, $"--outer\r\nContent-Type: {type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n")
                .Append("Content-Transfer-Encoding: base64\r\n\r\n").Append(Base64(content));
        }

        return Bytes(message.Append("--outer--\r\n").ToString());
    }

    /// <summary>A text and another message as its attachment.</summary>
    public static byte[] WithMessage(string subject, byte[] inner) => Bytes(
        Head(subject) + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n--outer\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
        + "--outer\r\nContent-Type: message/rfc822\r\n\r\n" + Encoding.UTF8.GetString(inner) + "\r\n--outer--\r\n");

    /// <summary>Bytes that no encoding leaves alone by chance: every value, and every pair of neighbours.</summary>
    public static byte[] Content(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static string Head(string subject) =>
        $"From: \"Sender, Sam\" <sender@outside.test>\r\nTo: somebody@example.test\r\nSubject: {subject}\r\nDate: Thu, 19 Nov 2026 09:30:00 +0100\r\nMessage-ID: <{Guid.NewGuid():N}@outside.test>\r\n";

    private static string Base64(byte[] content) =>
        string.Concat(Convert.ToBase64String(content).Chunk(Base64Line).Select(line => new string(line) + "\r\n"));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
