using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Mapi.Client;

/// <summary>The server refused an operation with a code of [MS-OXCDATA] 2.4.</summary>
/// <param name="operation">The operation's name in its document.</param>
/// <param name="code">What the server returned; never Success.</param>
public sealed class MapiException(string operation, ErrorCode code) : Exception($"{operation} failed: {Name(code)}")
{
    public string Operation { get; } = operation;

    public ErrorCode Code { get; } = code;

    private static string Name(ErrorCode code) => Enum.IsDefined(code) ? $"{code} (0x{(uint)code:X8})" : $"0x{(uint)code:X8}";
}
