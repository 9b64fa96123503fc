namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>OPTIONS: what is served; the DAV header stands on every answer. RFC 4918 10.1</summary>
internal sealed class OptionsMethod : IDavMethod
{
    public Task AnswerAsync(DavCall call)
    {
        call.Http.Response.Headers.Allow = DavMethods.Allowed;
        return Task.CompletedTask;
    }
}
