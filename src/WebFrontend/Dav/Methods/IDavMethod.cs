namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>One method of HTTP or WebDAV.</summary>
internal interface IDavMethod
{
    /// <exception cref="Mapigate.Backends.BackendException">The store cannot or will not; the caller answers.</exception>
    Task AnswerAsync(DavCall call);
}
