using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// Marks what the gateway writes to the servers as its own: an HMAC-SHA256 over the content, the mailbox and the object that it belongs to. What a stranger sends, or what was
/// sealed for another mailbox or object, does not open. The code is checked before anything is unpacked. Thread-safe.
/// </summary>
/// <param name="key">The secret of this installation; see <see cref="Mailboxes.MailboxOptions.ExtensionKey"/>.</param>
/// <param name="mailbox">The mailbox GUID.</param>
public sealed class ExtensionSeal(byte[] key, Guid mailbox)
{
    /// <summary>Largest content of a text, in bytes.</summary>
    public const int MaxContent = 64 * 1024;

    /// <summary>Longest text that is looked at, in characters.</summary>
    public const int MaxText = 128 * 1024;

    private const byte Version = 1;
    private const byte Plain = 0;
    private const byte Deflated = 1;

    /// <summary>Bytes before the body: version, packing, code.</summary>
    private const int Prefix = 2 + HMACSHA256.HashSizeInBytes;

    /// <summary>Characters between the blanks at which a writer may fold.</summary>
    private const int Word = 72;

    /// <summary>The content as printable ASCII with blanks in it, for a header field or a property.</summary>
    /// <param name="content">What to seal, up to <see cref="MaxContent"/> bytes.</param>
    /// <param name="boundTo">What it belongs to, such as a Message-ID: it opens only with the same.</param>
    public string Seal(ReadOnlySpan<byte> content, string boundTo = "")
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxContent, nameof(content));
        var text = Convert.ToBase64String(SealBytes(content, boundTo));
        var words = new StringBuilder(text.Length + (text.Length / Word) + 1);
        for (var i = 0; i < text.Length; i += Word)
            words.Append(words.Length == 0 ? "" : " ").Append(text, i, Math.Min(Word, text.Length - i));
        return words.ToString();
    }

    /// <summary>The content of a text, however it was folded; null for anything that was not sealed with this key for this mailbox and object.</summary>
    public byte[]? Open(string text, string boundTo = "")
    {
        if (text.Length > MaxText)
            return null;
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? OpenBytes(bytes.AsSpan(0, length), boundTo, MaxContent) : null;
    }

    /// <summary>The content as bytes, for a body that is not limited to a field's length.</summary>
    internal byte[] SealBytes(ReadOnlySpan<byte> content, string boundTo)
    {
        var packed = Deflate(content);
        var isPacked = packed.Length < content.Length;
        var body = isPacked ? packed : content;
        var bytes = new byte[Prefix + body.Length];
        bytes[0] = Version;
        bytes[1] = isPacked ? Deflated : Plain;
        body.CopyTo(bytes.AsSpan(Prefix));
        Code(bytes, boundTo).CopyTo(bytes.AsSpan(2));
        return bytes;
    }

    /// <summary>The reverse of <see cref="SealBytes"/>; null where it does not open, or holds more than <paramref name="most"/> bytes.</summary>
    internal byte[]? OpenBytes(ReadOnlySpan<byte> bytes, string boundTo, int most)
    {
        if (bytes.Length < Prefix || bytes[0] != Version || !CryptographicOperations.FixedTimeEquals(bytes[2..Prefix], Code(bytes, boundTo)))
            return null;
        var body = bytes[Prefix..];
        return bytes[1] == Deflated ? Inflate(body.ToArray(), most) : body.Length <= most ? body.ToArray() : null;
    }

    private byte[] Code(ReadOnlySpan<byte> bytes, string boundTo)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData("mapigate extension"u8);
        hash.AppendData(bytes[..2]);
        hash.AppendData(mailbox.ToByteArray());
        var bound = Encoding.UTF8.GetBytes(boundTo);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bound.Length);
        hash.AppendData(length);
        hash.AppendData(bound);
        hash.AppendData(bytes[Prefix..]);
        return hash.GetHashAndReset();
    }

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
            deflate.Write(content);
        return packed.ToArray();
    }

    private static byte[]? Inflate(byte[] body, int most)
    {
        using var inflate = new DeflateStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (inflate.Read(buffer) is var read and > 0)
            {
                if (content.Length + read > most)
                    return null;
                content.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return content.ToArray();
    }
}
