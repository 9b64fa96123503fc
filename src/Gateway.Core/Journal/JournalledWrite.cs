namespace Mapigate.Gateway.Core.Journal;

/// <summary>A write while it runs. Disposed without <see cref="EndAsync"/> it stays in the journal and is finished or undone later.</summary>
internal sealed class JournalledWrite(WriteJournal journal, JournalEntry entry) : IDisposable
{
    public Guid Key => entry.Key;

    /// <summary>A server has acknowledged the first step. Durable when it returns.</summary>
    public Task AdvanceAsync() => journal.PutAsync(entry with { Step = JournalStep.Acknowledged });

    /// <summary>Nothing is left to do, or nothing was done.</summary>
    public Task EndAsync() => journal.EndAsync(entry.Key);

    public void Dispose() => journal.Leave(entry.Key);
}
