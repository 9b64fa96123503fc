using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Wire;
using Microsoft.Extensions.Logging;

namespace Mapigate.Backends.Imap.Connections;

/// <content>The reader.</content>
internal sealed partial class ImapConnection
{
    private async Task ReadAsync()
    {
        // Whoever starts the connection does not read on its behalf.
        await Task.Yield();
        BackendException fault;
        try
        {
            while (true)
            {
                switch (_framer.Scan())
                {
                    case ScanResult.Response:
                        if (Dispatch(_framer.Response) is ({ } ended, { } status))
                        {
                            await DeliverAsync(ended);
                            Complete(ended, status);
                        }

                        break;
                    case ScanResult.Literal:
                        await TakeLiteralAsync();
                        break;
                    default:
                        await DeliverAsync();
                        if (!await _framer.FillAsync(_ending.Token))
                        {
                            throw new EndOfStreamException();
                        }

                        _inactivity.Touch();
                        AdjustFramer();
                        break;
                }
            }
        }
        catch (ImapProtocolException e)
        {
            fault = new BackendException(BackendError.Protocol, $"The IMAP server's answer makes no sense: {e.Message}", e);
        }
        catch (Exception e)
        {
            fault = _bye is null ? Lost(e) : new BackendException(BackendError.Unavailable, $"The IMAP server said BYE: {_bye}", e);
        }

        End(fault);
    }

    private void End(BackendException fault)
    {
        Abort(fault);
        ImapCommand[] unanswered;
        lock (_gate)
        {
            fault = _fault!;
            unanswered = [.. _inFlight];
            _inFlight.Clear();
        }

        if (unanswered.Length > 0)
        {
            Log.Broken(_logger, fault.Error, fault.Message);
        }

        foreach (var command in unanswered)
        {
            command.Fail(fault, this);
        }

        _framer.Dispose();
        OnQuiet?.Invoke(this);
    }

    /// <returns>The command that ended, with its answer.</returns>
    private (ImapCommand? Ended, StatusResponse? Status) Dispatch(ReadOnlySpan<byte> response)
    {
        if (response.StartsWith("* "u8))
        {
            var status = StatusResponse.TryRead(response[2..]);
            if (status is not null)
            {
                Take(status);
            }
            else
            {
                Take(UntaggedResponse.Read(response[2..]));
            }
        }
        else if (response.StartsWith("+"u8))
        {
            Continue();
        }
        else if (response.StartsWith("["u8))
        {
            // One server forgets "* OK" in front of a code.
            Take(StatusResponse.ReadText(ResponseStatus.Ok, response.TrimEnd("\r\n"u8)));
        }
        else if (FindTagged(response, out var rest) is { } command)
        {
            var status = StatusResponse.TryRead(rest) ?? throw new ImapProtocolException("A tagged response has no status.");
            Learn(status);
            return (command, status);
        }

        return default;
    }

    private void Take(StatusResponse status)
    {
        Learn(status);
        if (status.Status == ResponseStatus.Bye)
        {
            _bye = status.Text;
        }
        else if (status.Code.Length > 0)
        {
            for (var i = 0; At(i) is { } command; i++)
            {
                if (command.Accept(status))
                {
                    return;
                }
            }

            if (status.Code == "UIDVALIDITY" && Selected is { } selected && uint.TryParse(status.Arguments, out var uidValidity))
            {
                selected.UidValidity = uidValidity;
            }
        }
    }

    private void Learn(StatusResponse status)
    {
        if (status.Code == "CAPABILITY")
        {
            Capabilities = ImapCapabilities.Parse(status.Arguments);
        }
        else if (status.Code == "ALERT")
        {
            Log.Alert(_logger, status.Text);
        }
    }

    /// <summary>Offers data to the commands in flight. The oldest is asked first, since servers answer in order; what has a name or a UID may also be a later one's.</summary>
    private void Take(in UntaggedResponse response)
    {
        if (response.Is("CAPABILITY"u8))
        {
            Capabilities = ImapCapabilities.Parse(response.Arguments);
            return;
        }

        var head = At(0);
        try
        {
            if (head is not SelectCommand)
            {
                Selected?.Observe(response);
            }

            if (head is null || head.Accept(response, this) || response.Is("EXISTS"u8) || response.Is("RECENT"u8) || response.Is("EXPUNGE"u8))
            {
                return;
            }

            for (var i = 1; At(i) is { } command; i++)
            {
                if (command.Accept(response, this))
                {
                    return;
                }
            }
        }
        catch (ImapProtocolException e)
        {
            // Where a response ends is known, so the next one can be read.
            Log.Unreadable(_logger, e.Message);
            head?.OnUnreadable();
        }
    }

    private void Continue()
    {
        for (var i = 0; At(i) is { } command; i++)
        {
            if (command.TryContinue())
            {
                return;
            }
        }
    }

    private async ValueTask TakeLiteralAsync()
    {
        LiteralConsumer? consumer = null;
        for (var i = 0; consumer is null && At(i) is { } command; i++)
        {
            consumer = command.ConsumerOf(_framer.Partial);
        }

        AdjustFramer();
        if (consumer is not null)
        {
            await _framer.CopyLiteralAsync(Patiently(consumer), _inactivity.Touch, _ending.Token);
        }
        else if (_framer.LiteralLength <= ImapLimits.KeptLiteralBytes)
        {
            _framer.KeepLiteral();
        }
        else
        {
            Log.DroppedLiteral(_logger, _framer.LiteralLength);
            await _framer.CopyLiteralAsync(null, _inactivity.Touch, _ending.Token);
        }
    }

    private LiteralConsumer Patiently(LiteralConsumer consume) => async piece =>
    {
        _inactivity.Pause();
        try
        {
            await consume(piece);
        }
        finally
        {
            _inactivity.Resume();
        }
    };

    private async ValueTask DeliverAsync()
    {
        for (var i = 0; At(i) is { } command; i++)
        {
            await DeliverAsync(command);
        }
    }

    private async ValueTask DeliverAsync(ImapCommand command)
    {
        var delivery = command.DeliverAsync();
        if (delivery.IsCompletedSuccessfully)
        {
            return;
        }

        _inactivity.Pause();
        try
        {
            await delivery;
        }
        finally
        {
            _inactivity.Resume();
        }
    }

    private void Complete(ImapCommand command, StatusResponse status)
    {
        bool isQuiet;
        lock (_gate)
        {
            _inFlight.Remove(command);
            isQuiet = _inFlight.Count == 0;
        }

        command.Complete(status, this);
        AdjustFramer();
        if (isQuiet)
        {
            OnQuiet?.Invoke(this);
        }
    }

    private void AdjustFramer()
    {
        lock (_gate)
        {
            _framer.KeepUpTo = _inFlight.Exists(command => command.StreamsLiterals) ? -1 : ImapLimits.KeptLiteralBytes;
        }
    }

    private ImapCommand? At(int index)
    {
        lock (_gate)
        {
            return index < _inFlight.Count ? _inFlight[index] : null;
        }
    }

    private ImapCommand? FindTagged(ReadOnlySpan<byte> response, out ReadOnlySpan<byte> rest)
    {
        var space = response.IndexOf((byte)' ');
        rest = space < 0 ? default : response[(space + 1)..];
        if (space < 2 || response[0] is not ((byte)'A' or (byte)'a') || !System.Buffers.Text.Utf8Parser.TryParse(response[1..space], out uint tag, out var used) || used != space - 1)
        {
            return null;
        }

        lock (_gate)
        {
            return _inFlight.Find(command => command.Tag == tag);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "IMAP connection ended with answers outstanding ({Error}): {Reason}")]
        public static partial void Broken(ILogger logger, BackendError error, string reason);

        [LoggerMessage(2, LogLevel.Warning, "IMAP server alerts: {Text}")]
        public static partial void Alert(ILogger logger, string text);

        [LoggerMessage(3, LogLevel.Warning, "Left out an IMAP response that cannot be read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);

        [LoggerMessage(4, LogLevel.Warning, "Dropped an IMAP literal of {Length} bytes where a short one belongs")]
        public static partial void DroppedLiteral(ILogger logger, long length);
    }
}
