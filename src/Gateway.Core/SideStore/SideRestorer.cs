using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// The state of a mailbox from its side records: folders, names, items that only the gateway has. The items of the servers follow when their folders are listed; their records
/// wait in the side-store until then.
/// </summary>
internal static class SideRestorer
{
    public static StateBatch Restore(MailboxHead head, IReadOnlyCollection<SideRecord> records)
    {
        var lastChange = head.LastChange;
        var slots = new HashSet<ushort>();
        var batch = new StateBatch { ReplacesAll = true };
        foreach (var record in records.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            var content = record.Content!.Value.Span;
            if (SideKeys.IsFolder(record.Key))
            {
                var folder = SideContent.ToFolder(SideKeys.FolderOf(record.Key), content);

                // Two gateways that wrote side by side may have drawn one slot for two folders: the second is numbered anew.
                if (folder.Slot != 0 && !slots.Add(folder.Slot))
                    folder = folder with { Slot = 0, MailState = null };
                batch.Folders.Add(folder);
                lastChange = Math.Max(lastChange, folder.ChangeNumber);
            }
            else if (SideKeys.IsName(record.Key))
            {
                batch.NamedProperties.Add(new NamedPropertyRecord((ushort)Convert.ToUInt32(record.Key[1..], 16), SideContent.ToName(content)));
            }
            else if (SideKeys.IsObject(record.Key))
            {
                batch.Objects.Add((SideKeys.IdOf(record.Key), content.ToArray()));
            }
            else if (!SideKeys.IsState(record.Key))
            {
                var (item, _) = SideContent.ToItem(SideKeys.FolderOf(record.Key), content);
                lastChange = Math.Max(lastChange, Math.Max(item.ChangeNumber, item.ReadChangeNumber));
                if (SideKeys.IsLocal(record.Key))
                    batch.Items.Add(item);
            }
        }

        batch.Sides.AddRange(records);
        batch.Head = head with { LastChange = lastChange, Mirrored = head.Sequence };
        return batch;
    }
}
