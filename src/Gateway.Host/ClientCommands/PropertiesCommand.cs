using System.CommandLine;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>client props</c>: every property of the mailbox, a folder or an item.</summary>
internal static class PropertiesCommand
{
    private static readonly Dictionary<PropertyName, string> KnownNames = PidLid.All.GroupBy(static lid => lid.Value.Name).ToDictionary(static lid => lid.Key, static lid => lid.First().Key);

    public static Command Create(ConnectionOptions options)
    {
        var folder = new Argument<string?>("folder") { Description = "Path or role of the folder; none for the mailbox itself", Arity = ArgumentArity.ZeroOrOne };
        var id = new Argument<string?>("id") { Description = "Id of an item in it, as 'client ls' prints it", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("props", "Show all properties") { folder, id };
        command.SetAction(CommandContext.Action(options, async (context, cancellation) =>
        {
            var store = context.Connection.Store;
            if (context.Line.GetValue(folder) is not { } path)
            {
                await PrintAsync(context, store, cancellation);
                return;
            }

            var tree = await FolderTree.ReadAsync(store, cancellation);
            using var opened = await store.OpenFolderAsync(tree.Find(path).Info.Id, cancellation);
            if (context.Line.GetValue(id) is not { } message)
            {
                await PrintAsync(context, opened, cancellation);
                return;
            }

            using var item = await opened.OpenMessageAsync(Text.ParseMessageId(message), cancellation, OpenModeFlags.ReadOnly);
            await PrintAsync(context, item, cancellation);
        }));
        return command;
    }

    private static async Task PrintAsync(CommandContext context, MapiObject instance, CancellationToken cancellation)
    {
        var values = (await instance.GetAllAsync(cancellation)).OrderBy(static value => value.Tag.Id).ToList();
        ushort[] named = [.. values.Where(static value => value.Tag.IsNamed).Select(static value => value.Tag.Id).Distinct()];
        var names = new Dictionary<ushort, PropertyName?>();
        if (named.Length > 0)
        {
            var found = await context.Connection.Store.PropertyNamesAsync(named, cancellation);
            for (var i = 0; i < named.Length && i < found.Count; i++)
                names[named[i]] = found[i];
        }

        if (context.Output.IsJson)
        {
            context.Output.Document(values.Select(value => new
            {
                Tag = value.Tag.ToString(), Name = NameOf(value.Tag, names), Type = value.Tag.Type.ToString(), Value = Json(value.Value),
            }));
            return;
        }

        var table = new TextTable(new("Tag", 10), new("Name", 50), new("Type", 18), new("Value", 100));
        foreach (var value in values)
            table.Add(value.Tag.ToString(), NameOf(value.Tag, names) ?? string.Empty, value.Tag.Type.ToString(), Text.Value(value.Value));
        context.Output.Lines(table.Lines());
    }

    private static string? NameOf(PropertyTag tag, Dictionary<ushort, PropertyName?> names)
    {
        if (names.GetValueOrDefault(tag.Id) is { } name)
            return KnownNames.TryGetValue(name, out var known) ? "PidLid" + known : name.ToString();
        return PidTag.NameOf(tag) is { } fixedName ? "PidTag" + fixedName : null;
    }

    private static object Json(object value) => value switch
    {
        FileTime time => time.ToDateTimeUtc(),
        ErrorCode code => code.ToString(),
        byte[] bytes => Convert.ToBase64String(bytes),
        Currency currency => currency.Value / 10_000m,
        FileTime[] times => times.Select(static time => time.ToDateTimeUtc()),
        byte[][] many => many.Select(Convert.ToBase64String),
        string or bool or short or int or long or float or double or Guid or string[] or int[] or short[] or long[] or float[] or double[] or Guid[] => value,
        _ => value.ToString() ?? string.Empty,
    };
}
