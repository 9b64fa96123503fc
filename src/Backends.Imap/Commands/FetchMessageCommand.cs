using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>UID FETCH BODY.PEEK[] of one message, its literal copied straight to a stream. RFC 3501 6.4.5</summary>
/// <param name="uid">Message.</param>
/// <param name="destination">Where it goes.</param>
/// <param name="cancellationToken">Cancels writing to the destination.</param>
internal sealed class FetchMessageCommand(uint uid, Stream destination, CancellationToken cancellationToken) : ImapCommand
{
    private bool _hasLiteral;

    public override string Name => "UID FETCH";

    public override bool StreamsLiterals => !_hasLiteral;

    /// <summary>The message is there; false when it is gone.</summary>
    public bool IsFound { get; private set; }

    /// <summary>The destination may hold some of the message already.</summary>
    public bool HasStarted => _hasLiteral;

    /// <summary>The message where it did not come as a literal.</summary>
    public byte[]? Short { get; private set; }

    /// <summary>What the destination threw, to be told from a fault of the connection.</summary>
    public Exception? DestinationFault { get; private set; }

    private static ReadOnlySpan<byte> Section => "BODY[]"u8;

    public override void Write(CommandWriter writer) => writer.Raw($"UID FETCH {uid} (UID BODY.PEEK[])");

    public override LiteralConsumer? ConsumerOf(ReadOnlySpan<byte> partial)
    {
        var before = partial[..Math.Max(partial.LastIndexOf((byte)'{'), 0)].TrimEnd(" ~"u8);
        if (_hasLiteral || before.Length < Section.Length || !Ascii.Is(before[^Section.Length..], Section))
        {
            return null;
        }

        _hasLiteral = true;
        return ConsumeAsync;
    }

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("FETCH"u8))
        {
            return false;
        }

        var data = FetchData.Read(response.Arguments, connection.Cache);
        if (!data.HasBody)
        {
            return false;
        }

        if (data.Uid != 0 && data.Uid != uid)
        {
            throw new ImapProtocolException($"The server sent message {data.Uid} instead of {uid}.");
        }

        IsFound = true;
        Short = _hasLiteral ? null : data.Body.ToArray();
        return true;
    }

    private async ValueTask ConsumeAsync(ReadOnlyMemory<byte> piece)
    {
        try
        {
            await destination.WriteAsync(piece, cancellationToken);
        }
        catch (Exception fault)
        {
            DestinationFault = fault;
            throw;
        }
    }
}
