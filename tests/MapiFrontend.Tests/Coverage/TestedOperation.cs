namespace Mapigate.MapiFrontend.Tests.Coverage;

/// <summary>A test that says which operation it exercises.</summary>
/// <param name="Operation">"RopOpenFolder", "Connect", "NspiBind" ...</param>
/// <param name="Test">Class and method.</param>
/// <param name="Requirements">Ids of the numbered requirements that it would notice, "MS-OXCFOLD R469".</param>
internal sealed record TestedOperation(string Operation, string Test, IReadOnlyList<string> Requirements);
