namespace Mapigate.Formats.Mime;

/// <summary>Undoes a content transfer encoding piece by piece. Nothing makes it fail: what is no part of the encoding is passed over or through.</summary>
internal interface ITransferDecoder
{
    /// <summary>The bytes that a piece of input can become at most.</summary>
    int MaxOutput(int inputLength);

    /// <summary>Decodes what can be decided from the input.</summary>
    /// <param name="input">Bytes that were not consumed before, and new ones.</param>
    /// <param name="final">Whether no input follows; then everything is consumed.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> bytes.</param>
    /// <param name="consumed">The bytes that need not be brought again. At most 1,024 stay behind.</param>
    /// <returns>The bytes written.</returns>
    int Decode(ReadOnlySpan<byte> input, bool final, Span<byte> output, out int consumed);
}
