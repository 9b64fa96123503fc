namespace Mapigate.Backends.Local;

/// <summary>Somebody with a mailbox here.</summary>
/// <param name="Address">Mail address, which is also the name to log in with; case does not count.</param>
/// <param name="Name">Name for people.</param>
/// <param name="PasswordHash">What <see cref="LocalPassword.Hash(string)"/> gave.</param>
/// <param name="QuotaBytes">Bytes that his mail may take; null for the general limit.</param>
public sealed record LocalUser(string Address, string Name, string PasswordHash, long? QuotaBytes = null)
{
    private const int LongestAddress = 254;

    /// <summary>Whether somebody here can have the address. It is the name of the user's folder and part of paths: the characters of plain addresses, and nothing that means something to a file system.</summary>
    public static bool IsAddress(string address)
    {
        if (address.Length is 0 or > LongestAddress || address.Split('@') is not [var local, var domain] || local.Length is 0 or > 64 || domain.Length == 0)
            return false;
        return local[0] != '.' && local.All(c => char.IsAsciiLetterOrDigit(c) || "!#$&'*+-.=^_{|}~".Contains(c, StringComparison.Ordinal))
            && domain[0] is not ('.' or '-') && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
    }
}
