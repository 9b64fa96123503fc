using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.WebFrontend.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mapigate.WebFrontend.Autodiscover;

/// <summary>Autodiscover with plain old XML: where Outlook learns of a mailbox. Refusals are answers too, with status 200. [MS-OXDSCLI] 3.2.5</summary>
internal sealed partial class PoxService(WebFrontendOptions options, TimeProvider time, ILogger<PoxService> logger)
{
    private readonly PoxResponse _response = new(options);

    public async Task AnswerAsync(WebCall call)
    {
        var request = PoxRequest.Read(call.Body);
        var error = Judge(request, call);
        Log.Answered(logger, call.User.Address, error);
        await ResponseXml.WriteAsync(call.Http, writer =>
        {
            if (error is { } refusal)
            {
                _response.WriteError(writer, refusal, time.GetUtcNow());
            }
            else
            {
                _response.WriteSettings(writer, call.User);
            }
        });
    }

    /// <summary>A client without a certificate that it trusts asks in the clear and expects to be sent on. [MS-OXDSCLI] 3.1.5.2</summary>
    public Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect(new Uri(options.ExternalUrl, "/autodiscover/autodiscover.xml").AbsoluteUri);
        return Task.CompletedTask;
    }

    private static PoxError? Judge(PoxRequest? request, WebCall call) => request switch
    {
        null => PoxError.InvalidRequest,
        _ when !request.ResponseSchema.Equals(PoxRequest.OutlookSchema, StringComparison.OrdinalIgnoreCase) => PoxError.NoSuchProvider,
        _ when !IsOwn(request, call) => PoxError.AddressNotFound,
        _ => null,
    };

    /// <summary>If both are there, the DN is what counts (3.2.5). A log-in name in the place of the address is completed as at log-in.</summary>
    private static bool IsOwn(PoxRequest request, WebCall call) => request.LegacyDn is { } dn
        ? dn.Equals(call.User.LegacyDn, StringComparison.OrdinalIgnoreCase)
        : UserName.ToAddress(request.Address!, [call.User.Address[(call.User.Address.LastIndexOf('@') + 1)..]]) == call.User.Address;

    private static partial class Log
    {
        [LoggerMessage(4010, LogLevel.Information, "Autodiscover of {User}, error {Error}")]
        public static partial void Answered(ILogger logger, string user, PoxError? error);
    }
}
