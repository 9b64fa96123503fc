namespace Mapigate.Backends.CalDav;

/// <summary>The head of a server's answer, with its body still to be read.</summary>
/// <param name="response">Owned by this.</param>
/// <param name="path">Path that answered, after redirects.</param>
/// <param name="options">Bounds.</param>
/// <param name="time">Clock of the body's deadlines.</param>
/// <param name="connection">Let go with this.</param>
internal sealed class DavReply(HttpResponseMessage response, string path, DavOptions options, TimeProvider time, IDisposable connection) : IDisposable
{
    public int Status => (int)response.StatusCode;

    public bool IsMultistatus => Status == 207;

    public string Path => path;

    public string? ETag => response.Headers.NonValidated.TryGetValues("ETag", out var values) ? values.ToString() : null;

    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    public Task<Stream> OpenBodyAsync(CancellationToken cancellationToken) => OpenBodyAsync(options.LargestListing, cancellationToken);

    public async Task<Stream> OpenBodyAsync(long largest, CancellationToken cancellationToken) =>
        new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken), largest, options.RequestTimeout, time, cancellationToken);

    public void Dispose()
    {
        response.Dispose();
        connection.Dispose();
    }
}
