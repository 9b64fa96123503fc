using System.Buffers;
using System.Text;
using Mapigate.Backends.Imap.Commands;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>Writes commands into one buffer, so that all that need not wait for the server leave together. RFC 3501 4, 9; RFC 7888</summary>
internal sealed class CommandWriter(MailboxNames names)
{
    private const int UsualCapacity = 4 << 10;

    private readonly List<Piece> _pieces = [];
    private ArrayBufferWriter<byte> _buffer = new(UsualCapacity);
    private ImapCommand? _command;
    private int _pieceStart;
    private Task<bool>? _waitBefore;

    public ImapCapabilities Capabilities { get; set; } = ImapCapabilities.None;

    /// <summary>Quoted strings may hold UTF-8. RFC 6855 3</summary>
    public bool IsUtf8 => names.IsUtf8;

    public ReadOnlyMemory<byte> Buffer => _buffer.WrittenMemory;

    public IReadOnlyList<Piece> Pieces => _pieces;

    public void Begin(ImapCommand command)
    {
        _command = command;
        Raw($"A{command.Tag} ");
        command.Write(this);
        Raw("\r\n"u8);
        EndPiece();
    }

    public void Clear()
    {
        _pieces.Clear();
        _pieceStart = 0;
        _command = null;
        if (_buffer.Capacity > UsualCapacity * 16)
        {
            _buffer = new ArrayBufferWriter<byte>(UsualCapacity);
        }
        else
        {
            _buffer.ResetWrittenCount();
        }
    }

    public CommandWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>Text that is known to be ASCII.</summary>
    public CommandWriter Raw(string ascii)
    {
        var span = _buffer.GetSpan(ascii.Length);
        _buffer.Advance(Encoding.ASCII.GetBytes(ascii, span));
        return this;
    }

    public CommandWriter Mailbox(string path)
    {
        var name = names.Encode(path);
        return name.AsSpan().ContainsAny((byte)0, (byte)'\r', (byte)'\n')
            ? throw new BackendException(BackendError.Refused, "A folder's name holds control characters that IMAP cannot carry.")
            : Text(name, names.IsUtf8);
    }

    /// <summary>A quoted string where all bytes may stand in one, else a literal.</summary>
    public CommandWriter Text(ReadOnlySpan<byte> text, bool quoteUtf8 = false)
    {
        if (text.ContainsAnyExceptInRange((byte)' ', (byte)'~') && (!quoteUtf8 || text.ContainsAny((byte)0, (byte)'\r', (byte)'\n')))
        {
            BeginLiteral(text.Length, isUtf8: false, mayLeaveAtOnce: true);
            return Raw(text);
        }

        Raw("\""u8);
        foreach (var b in text)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                Raw("\\"u8);
            }

            Raw([b]);
        }

        return Raw("\""u8);
    }

    /// <summary>A literal whose bytes come from a stream; marked as one that may hold UTF-8 headers where the server wants to know.</summary>
    public void Message(Stream content, long length)
    {
        if (names.IsUtf8)
        {
            Raw("UTF8 ("u8);
        }

        BeginLiteral(length, names.IsUtf8, mayLeaveAtOnce: length < ImapLimits.AnnouncedLiteralBytes);
        EndPiece(content, length);
        if (names.IsUtf8)
        {
            Raw(")"u8);
        }
    }

    /// <summary>Ends the line; what follows is sent once the server asks for it by "+".</summary>
    public void AwaitContinuation()
    {
        Raw("\r\n"u8);
        EndPiece();
        _waitBefore = _command!.ExpectContinuation();
    }

    private void BeginLiteral(long length, bool isUtf8, bool mayLeaveAtOnce)
    {
        var atOnce = mayLeaveAtOnce && (Capabilities.LiteralPlus || (Capabilities.LiteralMinus && length <= ImapLimits.NonSynchronizingMinus));
        Raw($"{(isUtf8 ? "~" : "")}{{{length}{(atOnce ? "+" : "")}}}");
        if (atOnce)
        {
            Raw("\r\n"u8);
        }
        else
        {
            AwaitContinuation();
        }
    }

    private void EndPiece(Stream? content = null, long contentLength = 0)
    {
        _pieces.Add(new Piece(_command!, _pieceStart, _buffer.WrittenCount, _waitBefore, content, contentLength));
        _pieceStart = _buffer.WrittenCount;
        _waitBefore = null;
    }

    /// <summary>Bytes that leave together.</summary>
    /// <param name="Command">Whose they are.</param>
    /// <param name="Start">First byte in the buffer.</param>
    /// <param name="End">Behind the last byte.</param>
    /// <param name="WaitBefore">Awaited before they leave; false when the server has refused the command instead.</param>
    /// <param name="Content">Sent behind them.</param>
    /// <param name="ContentLength">Bytes of it.</param>
    internal readonly record struct Piece(ImapCommand Command, int Start, int End, Task<bool>? WaitBefore, Stream? Content, long ContentLength);
}
