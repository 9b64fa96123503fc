using System.Text;
using Mapigate.Backends;
using Mapigate.Backends.Transport;

namespace Mapigate.Tests;

/// <summary>A submission server that keeps what it is given.</summary>
internal sealed class MemoryMailTransport : IMailTransport
{
    private readonly Lock _lock = new();
    private readonly List<(MailEnvelope Envelope, string Content)> _sent = [];

    public IReadOnlyList<(MailEnvelope Envelope, string Content)> Sent
    {
        get
        {
            lock (_lock)
                return [.. _sent];
        }
    }

    /// <summary>Asked before a message is taken: a fault that it returns is thrown.</summary>
    public Func<MailEnvelope, Exception?>? Fault { get; set; }

    /// <summary>Asked after a message was taken: a fault that it returns takes the place of the answer.</summary>
    public Func<MailEnvelope, Exception?>? Lost { get; set; }

    /// <summary>Recipients that are refused one by one.</summary>
    public List<RefusedRecipient> Refused { get; } = [];

    public async Task<SubmissionResult> SubmitAsync(BackendCredentials credentials, MailEnvelope envelope, Stream content, long length, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        Assert.Equal(length, copy.Length);
        if (Fault?.Invoke(envelope) is { } fault)
            throw fault;
        lock (_lock)
            _sent.Add((envelope, Encoding.UTF8.GetString(copy.ToArray())));
        if (Lost?.Invoke(envelope) is { } lost)
            throw lost;
        return new SubmissionResult("250 2.0.0 taken", [.. Refused.Where(r => envelope.Recipients.Contains(r.Address))]);
    }
}
