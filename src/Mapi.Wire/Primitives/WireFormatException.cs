namespace Mapigate.Mapi.Wire.Primitives;

/// <summary>The peer's bytes do not follow their document: too short, a count beyond the data, a value out of range. Ends the request it stands in.</summary>
public sealed class WireFormatException(string message) : Exception(message);
