using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>
/// PidTagInstID of header rows: a hash of the category's values, so that a category that comes back, or a later table, has the same. The low 16 bits, which
/// hold the replica in the ids of messages, have a number that no replica has.
/// </summary>
internal static class CategoryIds
{
    // FNV-1a, 64 bits.
    public const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong Replica = 0xFFFE;

    /// <summary>The id of a category below another one, or below <see cref="Seed"/>.</summary>
    public static ulong Of(ulong above, object? value)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(number, above);
        var hash = Add(Seed, number);
        switch (value)
        {
            case null:
                break;
            case string text:
                // Strings that compare as equal make one category, whose first row may spell it either way.
                hash = Add(hash, PropertyComparer.Strings.GetSortKey(text, PropertyComparer.StringOptions).KeyData);
                break;
            case byte[] bytes:
                hash = Add(hash, bytes);
                break;
            case Guid guid:
                hash = Add(hash, MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in guid)));
                break;
            case not null when PropertyComparer.TryNumber(value, out var integer):
                BinaryPrimitives.WriteInt64LittleEndian(number, integer);
                hash = Add(hash, number);
                break;
            case Array values:
                foreach (var one in values)
                    hash = Of(hash, one);
                break;
            default:
                hash = Add(hash, Encoding.UTF8.GetBytes(value.ToString() ?? string.Empty));
                break;
        }

        return (hash & ~(ulong)ushort.MaxValue) | Replica;
    }

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            hash = (hash ^ b) * Prime;
        return (hash ^ (ulong)bytes.Length) * Prime;
    }
}
