using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Local.Delivery;

/// <summary>The fields that final delivery puts before a message. RFC 5321 4.4, RFC 9228</summary>
internal static class TraceFields
{
    public static byte[] Write(string sender, string recipient, string id, DateTimeOffset now)
    {
        var date = now.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\nReceived: by localhost (Mapigate) id {id}\r\n\tfor <{recipient}>; {date} +0000\r\n");
    }
}
