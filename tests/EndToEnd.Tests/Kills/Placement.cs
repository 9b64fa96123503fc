using System.Collections.Immutable;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>Where an item lies, and how often. Compares by content.</summary>
internal sealed class Placement : IEquatable<Placement>
{
    public static readonly Placement Nowhere = new();

    private readonly ImmutableArray<Occurrence> _occurrences;

    public Placement(params IEnumerable<Occurrence> occurrences) => _occurrences = [.. occurrences.OrderBy(o => o.Folder).ThenBy(o => o.Version)];

    public ImmutableArray<Occurrence> Occurrences => _occurrences;

    public Placement Without(Occurrence occurrence) => new(_occurrences.Remove(occurrence));

    public Placement With(Occurrence occurrence) => new(_occurrences.Add(occurrence));

    public bool Equals(Placement? other) => other is not null && _occurrences.SequenceEqual(other._occurrences);

    public override bool Equals(object? obj) => Equals(obj as Placement);

    public override int GetHashCode() => _occurrences.Length == 0 ? 0 : HashCode.Combine(_occurrences.Length, _occurrences[0]);

    public override string ToString() => _occurrences.Length == 0 ? "nowhere" : string.Join(" + ", _occurrences);
}
