using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mapigate.Backends.Local;

/// <summary>Hashes of passwords: PBKDF2 (RFC 8018 5.2) with HMAC-SHA-512, written "$pbkdf2-sha512$iterations$salt$hash" with both in base64.</summary>
public static class LocalPassword
{
    private const string Scheme = "pbkdf2-sha512";
    private const int Iterations = 210_000;
    private const int MostIterations = 10_000_000;
    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int LongestPart = 512;

    /// <summary>The hash of a password, with a new salt each time.</summary>
    /// <param name="password">The password.</param>
    public static string Hash(string password) => Hash(password, Iterations);

    /// <summary>The hash of a password, with a new salt each time.</summary>
    /// <param name="password">The password.</param>
    /// <param name="iterations">1 to 10,000,000; few only where the password is no secret.</param>
    public static string Hash(string password, int iterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MostIterations);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Derive(password, salt, iterations, HashLength);
        return string.Create(CultureInfo.InvariantCulture, $"${Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether a text is a hash that <see cref="Verify"/> understands.</summary>
    public static bool IsHash(string text) => TryRead(text, out _, out _, out _);

    /// <summary>Whether the password is the one that was hashed. The time that it takes tells nothing of the hash.</summary>
    public static bool Verify(string password, string hash) =>
        TryRead(hash, out var iterations, out var salt, out var expected)
        && CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations, expected.Length), expected);

    private static byte[] Derive(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)), salt, iterations, HashAlgorithmName.SHA512, length);

    private static bool TryRead(string text, out int iterations, out byte[] salt, out byte[] hash)
    {
        (iterations, salt, hash) = (0, [], []);
        if (text.Length > LongestPart || text.Split('$') is not ["", Scheme, var count, var saltText, var hashText]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out iterations) || iterations is < 1 or > MostIterations)
            return false;
        var buffer = new byte[LongestPart];
        if (!Convert.TryFromBase64String(saltText, buffer, out var saltLength) || saltLength < 8)
            return false;
        salt = buffer[..saltLength];
        if (!Convert.TryFromBase64String(hashText, buffer, out var hashLength) || hashLength < 16)
            return false;
        hash = buffer[..hashLength];
        return true;
    }
}
