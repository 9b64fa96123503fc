using Mapigate.Backends.TestKit.Transport;
using Mapigate.Backends.Transport;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>The stack's Postfix, which demands STARTTLS and log-in and delivers into Dovecot; its content goes by DATA or in chunks.</summary>
internal sealed class PostfixSite(Stack stack, long chunksFrom) : StackSite(stack), ISubmissionSite
{
    public IMailTransport Transport { get; } = new SmtpMailTransport(
        new SmtpOptions { Host = "127.0.0.1", Port = stack.Submission, CertificateAuthority = stack.CertificateAuthority, ChunksFrom = chunksFrom },
        TimeProvider.System,
        NullLogger<SmtpMailTransport>.Instance);

    /// <summary>message_size_limit of tests/stack/conf/postfix-main.cf.in.</summary>
    public long LargestMessage => 150 << 20;
}
