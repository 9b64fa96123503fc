using System.Globalization;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>One user at work, step by step by a seed, and what his mailbox must hold because of it. Every item says in its subject which it is, and in which version.</summary>
internal sealed class History(StackUser user, int seed, Action stepped)
{
    private static readonly SpecialFolder[] Folders =
        [SpecialFolder.Inbox, SpecialFolder.Outbox, SpecialFolder.SentItems, SpecialFolder.DeletedItems, SpecialFolder.Drafts, SpecialFolder.Junk, SpecialFolder.Calendar];

    private readonly StepChoice _choice = new(user, new Random(seed));
    private readonly Dictionary<string, Placement> _items = new(StringComparer.Ordinal);

    /// <summary>The step that is being done; it stays when the gateway is killed meanwhile.</summary>
    private Step? _present;

    public StackUser User => user;

    /// <summary>The last run ended in the middle of a step.</summary>
    public bool IsCut => _present is not null;

    /// <summary>Steps that were answered.</summary>
    public int Steps { get; private set; }

    /// <summary>Does step after step until the gateway is gone.</summary>
    public async Task WorkAsync(Mailbox mailbox, GatewayProcess gateway)
    {
        while (true)
        {
            var step = _choice.Next(mailbox, _items);
            _present = step;
            try
            {
                await step.RunAsync();
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or MapiTransportException or OperationCanceledException)
            {
                // Either the gateway has been killed, or it failed by itself.
                await gateway.UntilEndedAsync();
                return;
            }

            _items[step.Item] = step.After;
            _present = null;
            Steps++;
            stepped();
        }
    }

    /// <summary>Looks whether each item lies where it must; of the step that was cut, whether it was done or not.</summary>
    public async Task CheckAsync(Mailbox mailbox)
    {
        // What was sent may still be on its way when the gateway starts again.
        var found = await Eventually.SeeAsync(() => LookAsync(mailbox), seen => Faults(seen).Count == 0, TimeSpan.FromSeconds(10), seen => string.Join('\n', Faults(seen)));
        _items.Clear();
        foreach (var (item, placement) in found)
            _items[item] = placement;
        _present = null;
    }

    private List<string> Faults(Dictionary<string, Placement> found)
    {
        var faults = new List<string>();
        foreach (var item in _items.Keys.Union(found.Keys).Append(_present?.Item).OfType<string>().Distinct())
        {
            var now = found.GetValueOrDefault(item, Placement.Nowhere);
            var expected = item == _present?.Item ? [_present.Before, _present.After, .. _present.Between] : (IReadOnlyList<Placement>)[_items.GetValueOrDefault(item, Placement.Nowhere)];
            if (!expected.Contains(now))
                faults.Add($"{user.Address} {item}: {now} instead of {string.Join(" or ", expected)}{(item == _present?.Item ? $" after \"{_present.Name}\" was cut" : "")}");
        }

        return faults;
    }

    private static async Task<Dictionary<string, Placement>> LookAsync(Mailbox mailbox)
    {
        var found = new Dictionary<string, Placement>(StringComparer.Ordinal);
        foreach (var folder in Folders)
        {
            foreach (var row in await mailbox.RowsAsync(folder, PidTag.Subject))
            {
                // "item vN"
                var words = row.Get<string>(PidTag.Subject)!.Split(" v");
                var occurrence = new Occurrence(folder, int.Parse(words[1], CultureInfo.InvariantCulture));
                found[words[0]] = found.GetValueOrDefault(words[0], Placement.Nowhere).With(occurrence);
            }
        }

        return found;
    }
}
