namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>One step of a history: what it does to one item.</summary>
/// <param name="Name">What is done, for messages.</param>
/// <param name="Item">The item.</param>
/// <param name="Before">Where the item lay.</param>
/// <param name="After">Where it lies once the step has been answered.</param>
/// <param name="Between">Where else it may lie when the gateway was killed in the middle.</param>
/// <param name="RunAsync">The step itself.</param>
internal sealed record Step(string Name, string Item, Placement Before, Placement After, IReadOnlyList<Placement> Between, Func<Task> RunAsync);
