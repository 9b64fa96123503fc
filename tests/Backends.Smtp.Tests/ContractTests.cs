using Mapigate.Backends.TestKit.Transport;
using Mapigate.Tests;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>The contract of the transport port at the stack's Postfix and Dovecot, the content in one piece and in chunks.</summary>
public static class ContractTests
{
    [Collection(Stack.Collection)]
    public sealed class PostfixDelivery(Stack stack) : TransportDeliveryContract(new PostfixSite(stack, long.MaxValue));

    [Collection(Stack.Collection)]
    public sealed class PostfixDeliveryInChunks(Stack stack) : TransportDeliveryContract(new PostfixSite(stack, 0));

    [Collection(Stack.Collection)]
    public sealed class PostfixSubmission(Stack stack) : TransportSubmissionContract(new PostfixSite(stack, long.MaxValue));

    [Collection(Stack.Collection)]
    public sealed class LmtpDelivery(Stack stack) : TransportDeliveryContract(new LmtpSite(stack, long.MaxValue));

    [Collection(Stack.Collection)]
    public sealed class LmtpDeliveryInChunks(Stack stack) : TransportDeliveryContract(new LmtpSite(stack, 0));
}
