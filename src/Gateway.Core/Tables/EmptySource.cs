namespace Mapigate.Gateway.Core.Tables;

/// <summary>No rows, for what a mailbox never has.</summary>
public sealed class EmptySource : IRowSource
{
    public static readonly EmptySource Instance = new();

    private EmptySource()
    {
    }

    public RowSet Current => RowSet.Empty;
}
