using Mapigate.Backends;
using Mapigate.Backends.Transport;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Sending;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.MapiFrontend.Sessions;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>What the operations that send a message share. [MS-OXOMSG] 3.2.5.1, 3.2.5.6</summary>
internal static class Submission
{
    /// <summary>Sends the message; refused, it is saved where it was composed so that it is not lost.</summary>
    public static async ValueTask<ErrorCode> SendAsync(MessageServerObject target, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var message = target.Message;
        if (target.Attachment is not null)
            return ErrorCode.NotSupported;
        if (message.IsSubmitted)
            return ErrorCode.AccessDenied;
        if (message.Recipients.Count == 0)
            return ErrorCode.InvalidRecipients;
        try
        {
            await new MessageSender(message.Mailbox, loggers.CreateLogger<MessageSender>()).SubmitAsync(message, cancellationToken);
            return ErrorCode.Success;
        }
        catch (BackendException refused)
        {
            if (message.IsChanged)
                await new MessageSaver(message.Mailbox).SaveAsync(message, force: true, cancellationToken);
            return refused.Error switch
            {
                BackendError.Refused => ErrorCode.InvalidRecipients,
                BackendError.AccessDenied => ErrorCode.SendAsDenied,
                BackendError.TooLarge => ErrorCode.QuotaExceeded,
                _ => refused.ToErrorCode(),
            };
        }
        catch (SubmissionOutcomeUnknownException)
        {
            return ErrorCode.NetworkError;
        }
    }
}
