namespace Mapigate.Backends.TestKit.Transport;

/// <summary>A server that asks who sends.</summary>
public interface ISubmissionSite : ITransportSite
{
    /// <summary>Length in bytes that a message may have.</summary>
    long LargestMessage { get; }
}
