using System.CommandLine;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>client ls</c>: what a folder holds.</summary>
internal static class ListCommand
{
    // mfRead of PidTagMessageFlags. [MS-OXCMSG] 2.2.1.6
    private const uint Read = 1;

    public static Command Create(ConnectionOptions options)
    {
        var folder = new Argument<string>("folder") { Description = "Path or role of the folder", DefaultValueFactory = static _ => "inbox" };
        var limit = new Option<int>("--limit", "-n") { Description = "Most items to show", DefaultValueFactory = static _ => 50 };
        var unread = new Option<bool>("--unread") { Description = "Unread messages only" };
        var subject = new Option<string?>("--subject") { Description = "Items whose subject contains this text" };
        limit.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var value) || value < 1))
                result.AddError("--limit takes a number from 1 on");
        });
        var command = new Command("ls", "List a folder") { folder, limit, unread, subject };
        command.SetAction(CommandContext.Action(options, (context, cancellation) => RunAsync(
            context, context.Line.GetValue(folder)!, context.Line.GetValue(limit), Filter(context.Line.GetValue(unread), context.Line.GetValue(subject)), cancellation)));
        return command;
    }

    private static Restriction? Filter(bool unread, string? subject)
    {
        var filters = new List<Restriction>();
        if (unread)
            filters.Add(new BitMaskRestriction(true, PidTag.MessageFlags, Read));
        if (subject is not null)
            filters.Add(new ContentRestriction(FuzzyLevelLow.Substring, FuzzyLevelHigh.IgnoreCase, PidTag.Subject, new PropertyValue(PidTag.Subject, subject)));
        return filters.Count switch
        {
            0 => null,
            1 => filters[0],
            _ => new AndRestriction(filters),
        };
    }

    private static async Task RunAsync(CommandContext context, string name, int limit, Restriction? filter, CancellationToken cancellation)
    {
        var store = context.Connection.Store;
        var tree = await FolderTree.ReadAsync(store, cancellation);
        var node = tree.Find(name);
        var columns = await ItemColumns.ForAsync(store, node.Info.ContainerClass, cancellation);
        using var folder = await store.OpenFolderAsync(node.Info.Id, cancellation);
        using var contents = await folder.ContentsAsync(ContentsTableFlags.None, cancellation);
        await contents.SetColumnsAsync(columns.Tags, cancellation);
        if (filter is not null)
            await contents.RestrictAsync(filter, cancellation);
        if (columns.Order.Length > 0)
            await contents.SortAsync(columns.Order, cancellation);
        var rows = await ReadAsync(contents, limit, cancellation);
        if (context.Output.IsJson)
        {
            context.Output.Document(rows.Select(columns.Json));
            return;
        }

        var (_, total) = await contents.PositionAsync(cancellation);
        Print(context.Output, node, columns, rows, total, filter is not null);
    }

    private static async Task<List<PropertyRow>> ReadAsync(MapiTable contents, int limit, CancellationToken cancellation)
    {
        var rows = new List<PropertyRow>();
        while (rows.Count < limit)
        {
            var page = await contents.QueryRowsAsync((ushort)Math.Min(200, limit - rows.Count), cancellation);
            if (page.Count == 0)
                break;
            rows.AddRange(page);
        }

        return rows;
    }

    private static void Print(Output output, FolderTree.Node node, ItemColumns columns, List<PropertyRow> rows, uint total, bool filtered)
    {
        var unread = node.Info.Unread > 0 ? $", {node.Info.Unread:N0} unread" : string.Empty;
        output.Line(filtered ? $"{node.Path}: {total:N0} of {node.Info.Messages:N0} match" : $"{node.Path}: {total:N0} {(total == 1 ? "item" : "items")}{unread}");
        if (rows.Count == 0)
            return;
        var table = new TextTable(columns.Heads);
        foreach (var row in rows)
            table.Add(columns.Cells(row));
        output.Lines(table.Lines());
        if (rows.Count < total)
            output.Line($"... and {total - rows.Count:N0} more; see --limit");
    }
}
