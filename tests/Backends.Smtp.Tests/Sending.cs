using System.Text;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Short forms of one submission.</summary>
internal static class Sending
{
    public static readonly BackendCredentials Alice = new("alice@example.test", "s3cret");

    public static Task<SubmissionResult> SendAsync(this SmtpMailTransport transport, string content, params string[] recipients) =>
        transport.SendAsync(Alice, "alice@example.test", content, recipients);

    public static Task<SubmissionResult> SendAsync(
        this SmtpMailTransport transport, BackendCredentials credentials, string sender, string content, params string[] recipients)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return transport.SubmitAsync(credentials, new MailEnvelope(sender, recipients), new MemoryStream(bytes), bytes.Length, CancellationToken.None);
    }

    public static async Task<BackendException> FailsAsync(this Task<SubmissionResult> submission, BackendError error)
    {
        var fault = await Assert.ThrowsAsync<BackendException>(() => submission);
        Assert.Equal(error, fault.Error);
        Assert.DoesNotContain('\n', fault.Message);
        return fault;
    }
}
