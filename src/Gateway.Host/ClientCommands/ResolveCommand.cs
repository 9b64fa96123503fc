using System.CommandLine;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>client resolve</c>: asks the address book who is meant by names.</summary>
internal static class ResolveCommand
{
    private static readonly PropertyTag[] Columns = [PidTag.DisplayName, PidTag.SmtpAddress, PidTag.EmailAddress, PidTag.DisplayType, PidTag.Title, PidTag.BusinessTelephoneNumber];

    public static Command Create(ConnectionOptions options)
    {
        var names = new Argument<string[]>("name") { Description = "Names, parts of names or addresses", Arity = ArgumentArity.OneOrMore };
        var command = new Command("resolve", "Look names up in the address book") { names };
        command.SetAction(CommandContext.Action(options, async (context, cancellation) =>
        {
            await using var book = await context.Connection.OpenAddressBookAsync(cancellation);
            var resolved = await book.ResolveAsync(context.Line.GetValue(names)!, Columns, cancellation);
            if (context.Output.IsJson)
            {
                context.Output.Document(resolved.Select(static name => new
                {
                    name.Name, Ambiguous = name.IsAmbiguous, DisplayName = Value(name.Properties, 0), SmtpAddress = Value(name.Properties, 1), LegacyDn = Value(name.Properties, 2),
                }));
                return;
            }

            var table = new TextTable(new("Name", 40), new("Is", 40), new("Address", 50));
            foreach (var name in resolved)
                table.Add(name.Name, name.IsAmbiguous ? "(several match)" : Value(name.Properties, 0) ?? "(nobody)", Value(name.Properties, 1) ?? string.Empty);
            context.Output.Lines(table.Lines());
        }));
        return command;
    }

    private static string? Value(IReadOnlyList<PropertyValue>? properties, int column) => properties?[column].Value as string;
}
