using System.CommandLine;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>client watch</c>: prints what happens in the mailbox as it happens.</summary>
internal static class WatchCommand
{
    private const NotificationTypes Everything = NotificationTypes.NewMail | NotificationTypes.ObjectCreated | NotificationTypes.ObjectDeleted | NotificationTypes.ObjectModified
        | NotificationTypes.ObjectMoved | NotificationTypes.ObjectCopied;

    public static Command Create(ConnectionOptions options)
    {
        var folder = new Argument<string?>("folder") { Description = "Path or role of a folder; none for the whole mailbox", Arity = ArgumentArity.ZeroOrOne };
        var count = new Option<int?>("--count", "-n") { Description = "Stop after so many events" };
        var timeout = new Option<int?>("--timeout") { Description = "Stop after so many seconds" };
        var command = new Command("watch", "Print events as they happen") { folder, count, timeout };
        command.SetAction(CommandContext.Action(options, async (context, cancellation) =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (context.Line.GetValue(timeout) is { } seconds)
                limit.CancelAfter(TimeSpan.FromSeconds(seconds));
            try
            {
                await RunAsync(context, context.Line.GetValue(folder), context.Line.GetValue(count) ?? int.MaxValue, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The time that was asked for is over.
            }
        }));
        return command;
    }

    private static async Task RunAsync(CommandContext context, string? path, int count, CancellationToken cancellation)
    {
        var store = context.Connection.Store;
        var tree = await FolderTree.ReadAsync(store, cancellation);
        var node = path is null ? null : tree.Find(path);
        using var subscription = node is null
            ? await store.SubscribeAsync(Everything, cancellation)
            : await store.SubscribeAsync(Everything, node.Info.Id, cancellation);
        if (!context.Output.IsJson)
            context.Output.Line($"Watching {node?.Path ?? "the mailbox"}; Ctrl+C ends");
        for (var i = 0; i < count; i++)
            await PrintAsync(context, tree, (await subscription.NextAsync(cancellation)).Data, cancellation);
    }

    private static async Task PrintAsync(CommandContext context, FolderTree tree, NotificationData data, CancellationToken cancellation)
    {
        var (kind, folderId, messageId) = data switch
        {
            NewMailNotification mail => ("new mail", mail.FolderId, (MessageId?)mail.MessageId),
            ObjectNotification change => (Name(change.Type), change.FolderId, change.MessageId),
            _ => (data.GetType().Name, default, null),
        };
        var gone = data is ObjectNotification { Type: NotificationTypes.ObjectDeleted };
        var subject = messageId is { } id && !gone ? await SubjectAsync(context.Connection.Store, folderId, id, cancellation) : null;
        var path = tree.TryGet(folderId, out var node) ? node.Path : folderId.ToString();
        var time = TimeProvider.System.GetLocalNow();
        if (context.Output.IsJson)
            context.Output.Event(new { Time = time, Event = kind, Folder = path, Id = messageId?.ToString(), Subject = subject });
        else
            context.Output.Line($"{time:HH:mm:ss}  {kind,-9} {path}{(messageId is null ? string.Empty : $"  {subject ?? messageId.ToString()}")}");
    }

    private static async Task<string?> SubjectAsync(MapiStore store, FolderId folderId, MessageId id, CancellationToken cancellation)
    {
        try
        {
            using var folder = await store.OpenFolderAsync(folderId, cancellation);
            using var message = await folder.OpenMessageAsync(id, cancellation, OpenModeFlags.ReadOnly);
            return (await message.GetAsync([PidTag.Subject], cancellation)).Get<string>(PidTag.Subject);
        }
        catch (MapiException)
        {
            // It may be gone again by now.
            return null;
        }
    }

    private static string Name(NotificationTypes type) => type switch
    {
        NotificationTypes.ObjectCreated => "created",
        NotificationTypes.ObjectDeleted => "deleted",
        NotificationTypes.ObjectModified => "changed",
        NotificationTypes.ObjectMoved => "moved",
        NotificationTypes.ObjectCopied => "copied",
        _ => type.ToString(),
    };
}
