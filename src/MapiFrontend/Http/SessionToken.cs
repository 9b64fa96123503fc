using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mapigate.MapiFrontend.Http;

/// <summary>Values of the two cookies: 256 random bits, base64url.</summary>
internal static class SessionToken
{
    private const int Bytes = 32;
    private const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Could have been made by <see cref="New"/>.</summary>
    public static bool IsWellFormed(string value) => value.Length == Length && Base64Url.IsValid(value, out var decoded) && decoded == Bytes;

    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
