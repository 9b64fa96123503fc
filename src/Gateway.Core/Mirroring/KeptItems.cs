using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.SideStore;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>What the side-store knows of a collection's items when the collection is listed after a restore.</summary>
internal sealed class KeptItems
{
    public static readonly KeptItems None = new();

    private readonly Dictionary<(string Href, string Instance), (string Key, ItemRecord Item)> _items = [];

    public static async Task<KeptItems> LoadAsync(MailboxIndex index, ulong folder, CancellationToken cancellationToken)
    {
        var kept = new KeptItems();
        foreach (var record in await index.LoadSidesAsync(SideKeys.ItemsOf(folder), cancellationToken))
        {
            var (href, instance) = SideKeys.HrefOf(record.Key);
            kept._items[(href, instance ?? "")] = (record.Key, SideContent.ToItem(folder, record.Content!.Value.Span).Item with { Href = href, Instance = instance });
        }

        return kept;
    }

    public ItemRecord? Find(string href, string? instance) => _items.TryGetValue((href, instance ?? ""), out var found) ? found.Item : null;

    /// <summary>Drops what was kept of items that are not there any more.</summary>
    public void Forget(ChangeSet set, FolderSnapshot now)
    {
        foreach (var (key, item) in _items.Values)
        {
            if (!now.FindHref(item.Href!).Any(r => r.Record.Instance == item.Instance))
                set.ForgetSide(key);
        }
    }
}
