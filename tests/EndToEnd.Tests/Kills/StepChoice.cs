using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>Chooses the next step of a history from what its mailbox holds.</summary>
internal sealed class StepChoice(StackUser user, Random random)
{
    /// <summary>Beyond it items are rather removed than made.</summary>
    private const int Crowded = 12;

    private static readonly SpecialFolder[] MailFolders = [SpecialFolder.Inbox, SpecialFolder.SentItems, SpecialFolder.DeletedItems, SpecialFolder.Junk];

    private int _made;

    public Step Next(Mailbox mailbox, IReadOnlyDictionary<string, Placement> items)
    {
        var steps = new Steps(mailbox, user);
        var present = items.Where(item => item.Value.Occurrences.Length > 0).OrderBy(item => item.Key, StringComparer.Ordinal).ToList();
        if (present.Count == 0 || (present.Count < Crowded && random.Next(3) == 0))
            return Make(steps);
        var (item, placement) = present[random.Next(present.Count)];
        var occurrence = placement.Occurrences[random.Next(placement.Occurrences.Length)];
        var isAppointment = item.StartsWith('A');
        if (occurrence.Folder == SpecialFolder.Outbox)
            return placement.Occurrences.Length == 1 ? steps.Submit(item, placement, occurrence) : steps.Delete(item, placement, occurrence);
        if (present.Count >= Crowded || random.Next(4) == 0)
            return steps.Delete(item, placement, occurrence);
        if (occurrence.Folder is SpecialFolder.Drafts or SpecialFolder.Calendar && random.Next(2) == 0)
            return steps.Edit(item, placement, occurrence);
        var target = isAppointment && occurrence.Folder != SpecialFolder.Calendar && random.Next(2) == 0 ? SpecialFolder.Calendar : MailFolders[random.Next(MailFolders.Length)];
        return occurrence.Folder == target ? steps.Delete(item, placement, occurrence) : steps.Move(item, placement, occurrence, target);
    }

    private Step Make(Steps steps) => random.Next(4) switch
    {
        0 => steps.MakeDraft($"D{++_made}"),
        1 => steps.MakeAppointment($"A{++_made}"),
        _ => steps.MakeLetter($"L{++_made}"),
    };
}
