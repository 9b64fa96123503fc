using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Mapigate.Backends.Local.Users;

/// <summary>The configured users, and who of them proves himself.</summary>
internal sealed class LocalUsers
{
    private const int LongestPassword = 1024;

    private readonly Dictionary<string, LocalUser> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _domains = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte[]> _proven = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly string _decoy;

    /// <exception cref="ArgumentException">An address cannot be one, is given twice, or a password is not hashed.</exception>
    public LocalUsers(IReadOnlyList<LocalUser> users)
    {
        foreach (var user in users)
        {
            if (!LocalUser.IsAddress(user.Address))
                throw new ArgumentException($"\"{user.Address}\" cannot be the address of a local user.", nameof(users));
            if (!LocalPassword.IsHash(user.PasswordHash))
                throw new ArgumentException($"The password of {user.Address} is not a hash of the form $pbkdf2-sha512$...", nameof(users));
            if (!_byAddress.TryAdd(user.Address, user with { Address = user.Address.ToLowerInvariant() }))
                throw new ArgumentException($"{user.Address} is given twice.", nameof(users));
            _domains.Add(user.Address[(user.Address.IndexOf('@', StringComparison.Ordinal) + 1)..]);
        }

        // An unknown name must take the time of a known one.
        _decoy = users.Count > 0 ? users[0].PasswordHash : LocalPassword.Hash("");
    }

    public LocalUser? Find(string address) => _byAddress.GetValueOrDefault(address);

    /// <summary>Whether mail to that domain is delivered here.</summary>
    public bool HasDomain(string domain) => _domains.Contains(domain);

    /// <exception cref="BackendException">AuthenticationFailed.</exception>
    public LocalUser LogIn(BackendCredentials credentials)
    {
        if (credentials.BearerToken is not null)
            throw new BackendException(BackendError.AuthenticationFailed, "Local users log in with a password.");
        var user = Find(credentials.User);
        var password = credentials.Password.Length <= LongestPassword ? credentials.Password : "";
        var mark = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{credentials.User.ToLowerInvariant()}\0{password}"));
        if (user is not null && _proven.TryGetValue(user.Address, out var proven) && CryptographicOperations.FixedTimeEquals(mark, proven))
            return For(user, credentials);

        var isRight = LocalPassword.Verify(password, user?.PasswordHash ?? _decoy);
        if (user is null || !isRight)
            throw new BackendException(BackendError.AuthenticationFailed, "No such user and password.");
        _proven[user.Address] = mark;
        return For(user, credentials);
    }

    private static LocalUser For(LocalUser user, BackendCredentials credentials) =>
        credentials.AuthorizationId is null || string.Equals(credentials.AuthorizationId, user.Address, StringComparison.OrdinalIgnoreCase)
            ? user
            : throw new BackendException(BackendError.AuthenticationFailed, $"{user.Address} may not act for others.");
}
