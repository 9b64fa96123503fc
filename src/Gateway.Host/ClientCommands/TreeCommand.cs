using System.CommandLine;
using Mapigate.Mapi.Client.Stores;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>client tree</c>: the folders with roles and counts.</summary>
internal static class TreeCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var all = new Option<bool>("--all", "-a") { Description = "Show hidden folders too" };
        var command = new Command("tree", "Show the folders") { all };
        command.SetAction(CommandContext.Action(options, (context, cancellation) => RunAsync(context, context.Line.GetValue(all), cancellation)));
        return command;
    }

    private static async Task RunAsync(CommandContext context, bool all, CancellationToken cancellation)
    {
        var tree = await FolderTree.ReadAsync(context.Connection.Store, cancellation);
        if (context.Output.IsJson)
        {
            context.Output.Document(tree.Roots.Select(ToJson));
            return;
        }

        var settings = context.Connection.Settings;
        context.Output.Line($"{settings.DisplayName} <{settings.SmtpAddress}> on {settings.MailStore.Host}");
        var table = new TextTable(new("", 70), new("", 14), new("", 10, Right: true), new("", 12));
        AddRows(table, [.. tree.Roots.Where(node => all || !node.Info.IsHidden)], string.Empty, all);
        context.Output.Lines(table.Lines());
    }

    private static void AddRows(TextTable table, IReadOnlyList<FolderTree.Node> nodes, string indent, bool all)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            var isLast = i == nodes.Count - 1;
            table.Add(
                $"{indent}{(isLast ? "└── " : "├── ")}{node.Info.Name}",
                node.Role is { } role ? Name(role) : string.Empty,
                node.Info.Messages > 0 ? $"{node.Info.Messages:N0}" : string.Empty,
                node.Info.Unread > 0 ? $"{node.Info.Unread:N0} unread" : string.Empty);
            AddRows(table, [.. node.Children.Where(child => all || !child.Info.IsHidden)], indent + (isLast ? "    " : "│   "), all);
        }
    }

    private static object ToJson(FolderTree.Node node) => new
    {
        Id = node.Info.Id.ToString(),
        node.Path,
        node.Info.Name,
        node.Role,
        node.Info.ContainerClass,
        node.Info.Messages,
        node.Info.Unread,
        Hidden = node.Info.IsHidden,
        Children = node.Children.Select(ToJson),
    };

    private static string Name(SpecialFolder role) => char.ToLowerInvariant(role.ToString()[0]) + role.ToString()[1..];
}
