using System.CommandLine;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>How commands name one item: its folder and its id as the list prints it.</summary>
internal sealed class ItemArguments
{
    public Argument<string> Folder { get; } = new("folder") { Description = "Path or role of the folder" };

    public Argument<string> Id { get; } = new("id") { Description = "Id of the item, as 'client ls' prints it" };

    public async Task<MapiMessage> OpenAsync(CommandContext context, OpenModeFlags mode, CancellationToken cancellation)
    {
        var id = Text.ParseMessageId(context.Line.GetValue(Id)!);
        var tree = await FolderTree.ReadAsync(context.Connection.Store, cancellation);
        var node = tree.Find(context.Line.GetValue(Folder)!);
        using var folder = await context.Connection.Store.OpenFolderAsync(node.Info.Id, cancellation);
        try
        {
            return await folder.OpenMessageAsync(id, cancellation, mode);
        }
        catch (Mapi.Client.MapiException e) when (e.Code == ErrorCode.NotFound)
        {
            throw new CommandException($"There is no item {id} in {node.Path}");
        }
    }
}
