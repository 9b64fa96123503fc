using Mapigate.Backends.TestKit.Transport;
using Mapigate.Backends.Transport;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>The LMTP of the stack's Dovecot, which asks nobody who he is.</summary>
internal sealed class LmtpSite(Stack stack, long chunksFrom) : StackSite(stack), ITransportSite
{
    public IMailTransport Transport { get; } = new SmtpMailTransport(
        new SmtpOptions { Host = "127.0.0.1", Port = stack.Lmtp, Security = SmtpSecurity.None, Authenticate = false, IsLmtp = true, ChunksFrom = chunksFrom },
        TimeProvider.System,
        NullLogger<SmtpMailTransport>.Instance);

    public int LongestLine => 50_000;
}
