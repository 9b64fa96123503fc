using System.Text;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Messages for the tests.</summary>
public static class Letter
{
    public static readonly DateTimeOffset Date = new(2021, 3, 14, 15, 9, 26, TimeSpan.FromHours(-7));

    /// <summary>A small message that its subject tells from others.</summary>
    public static byte[] Of(string subject, string body = "Hello.\r\n") => Encoding.UTF8.GetBytes(
        $"From: Ada <ada@example.test>\r\nTo: Bob <bob@example.test>\r\nSubject: {subject}\r\nDate: Sun, 14 Mar 2021 15:09:26 -0700\r\n"
        + $"Message-ID: <{subject.Replace(' ', '.')}@example.test>\r\nX-Other: not asked for\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        + $"Content-Transfer-Encoding: 8bit\r\n\r\n{body}");

    /// <summary>A message of about that many bytes, no two lines alike.</summary>
    public static byte[] OfSize(string subject, int size)
    {
        var body = new StringBuilder(size + 80);
        for (var line = 0; body.Length < size; line++)
            body.Append(line).Append(": the quick brown fox jumps over the lazy dog, again and again.\r\n");
        return Of(subject, body.ToString());
    }
}
