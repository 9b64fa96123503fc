using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>An operation that has been done, ready to be written.</summary>
/// <param name="ReturnValue">Success, or why not.</param>
/// <param name="WriteBody">Writes what follows the header; null where nothing does.</param>
/// <param name="Next">The same operation for another payload; null where it is not to be repeated.</param>
internal readonly record struct RopOutcome(ErrorCode ReturnValue, Action<WireWriter>? WriteBody, PreparedRop? Next = null);
