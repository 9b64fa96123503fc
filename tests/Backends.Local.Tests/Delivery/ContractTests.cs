using Mapigate.Backends.TestKit.Transport;

namespace Mapigate.Backends.Local.Tests.Delivery;

/// <summary>The contract of the transport port.</summary>
public static class ContractTests
{
    public sealed class Delivery(LocalSite site) : TransportDeliveryContract(site), IClassFixture<LocalSite>;

    public sealed class Submission(LocalSite site) : TransportSubmissionContract(site), IClassFixture<LocalSite>;
}
