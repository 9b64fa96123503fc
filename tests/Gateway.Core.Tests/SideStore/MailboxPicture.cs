using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Tests.SideStore;

/// <summary>Everything in a mailbox by which clients know it again, as lines that can be compared.</summary>
internal static class MailboxPicture
{
    public static async Task<IReadOnlyList<string>> TakeAsync(MailboxHost host)
    {
        var mailbox = host.Mailbox;
        await mailbox.RefreshFoldersAsync(default);
        var lines = new List<string> { $"mailbox {mailbox.Identity.MailboxGuid} {mailbox.Identity.ReplicaGuid}" };
        foreach (var folder in mailbox.Folders.All.OrderBy(f => f.Id))
        {
            var snapshot = await mailbox.RefreshAsync(folder.Id, default);
            var now = mailbox.Folders.Find(folder.Id)!;
            lines.Add($"folder {now.Id:X} in {now.ParentId:X} {now.Name} {now.Role} {now.ContainerClass} {now.IsHidden} {now.Home} {now.RemoteName} slot {now.Slot} cn {now.ChangeNumber:X} {now.Created:O} {now.Modified:O} {now.Messages}/{now.Unread} {Hex(now.Properties)}");
            foreach (var row in snapshot.Rows)
            {
                var item = row.Record;
                lines.Add($"  item {item.Id:X} {item.Uid} {item.Href} {item.ETag} {item.Instance} {item.Flags.System} {string.Join(' ', item.Flags.Keywords)} cn {item.ChangeNumber:X} read {item.ReadChangeNumber:X} {item.IsAssociated} {item.Modified:O} {item.IsSideInContent}");
                lines.Add($"    side {Values(item.Side)}");
                lines.Add($"    summary {Values(item.Summary)}");
                if (await mailbox.Index.LoadObjectAsync(item.Id, default) is { } content)
                    lines.Add($"    object {Hex(content)}");
            }
        }

        // Reading a folder for the first time may give out names.
        foreach (var (name, id) in mailbox.Index.Names.All.OrderBy(n => n.Value))
            lines.Add($"name {id:X} {name}");
        return lines;
    }

    /// <summary>The properties in the order of their tags: a field that is read back may tell them in another.</summary>
    private static string Values(ReadOnlyMemory<byte> blob) =>
        string.Join(' ', PropertyBlob.Decode(blob.Span).OrderBy(v => v.Tag.Id).Select(v => $"{v.Tag.Value:X8}={Hex(PropertyBlob.Encode([v]))}"));

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
