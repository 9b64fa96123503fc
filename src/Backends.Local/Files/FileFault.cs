namespace Mapigate.Backends.Local.Files;

/// <summary>Says what a failing disk means in the terms of the ports.</summary>
internal static class FileFault
{
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    /// <summary>Runs work on files off the caller's thread.</summary>
    public static Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Translate(e);
            }
        },
        cancellationToken);

    /// <summary>Runs work on files off the caller's thread.</summary>
    public static Task RunAsync(Action work, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            work();
            return Task.FromResult(true);
        },
        cancellationToken);

    public static BackendException Translate(Exception fault) => fault switch
    {
        _ when (fault.HResult & 0xFFFF) is NoSpace or OverQuota => new BackendException(BackendError.QuotaExceeded, "The disk is full.", fault),
        DirectoryNotFoundException => new BackendException(BackendError.NotFound, "The folder is gone.", fault),
        UnauthorizedAccessException => new BackendException(BackendError.Unavailable, $"The files may not be used: {fault.Message}", fault),
        PathTooLongException => new BackendException(BackendError.Refused, "The name is too long.", fault),
        _ => new BackendException(BackendError.Unavailable, $"The disk: {fault.Message}", fault),
    };
}
