using System.CommandLine;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>client cat</c>: one message with its text, and its attachments as files.</summary>
internal static class ShowCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var item = new ItemArguments();
        var save = new Option<DirectoryInfo?>("--save") { Description = "Save the attachments into this folder" };
        var html = new Option<bool>("--html") { Description = "Print the HTML instead of the text" };
        var command = new Command("cat", "Show a message") { item.Folder, item.Id, save, html };
        command.SetAction(CommandContext.Action(options, async (context, cancellation) =>
        {
            using var message = await item.OpenAsync(context, OpenModeFlags.ReadOnly, cancellation);
            var view = await MessageView.ReadAsync(message, cancellation);
            Print(context.Output, view, context.Line.GetValue(html));
            if (context.Line.GetValue(save) is { } folder)
                await SaveAsync(context.Output, message, view, folder, cancellation);
        }));
        return command;
    }

    private static void Print(Output output, MessageView view, bool html)
    {
        if (output.IsJson)
        {
            output.Document(view);
            return;
        }

        var head = new TextTable(new("", 12), new("", 200));
        AddLine(head, "From", view.FromAddress is null || view.FromAddress == view.From ? view.From : $"{view.From} <{view.FromAddress}>");
        foreach (var kind in view.Recipients.GroupBy(static recipient => recipient.Kind))
            AddLine(head, char.ToUpperInvariant(kind.Key[0]) + kind.Key[1..], string.Join(", ", kind.Select(static r => r.Name == r.Address ? r.Name : $"{r.Name} <{r.Address}>")));
        AddLine(head, "Date", Text.When(view.Sent ?? view.Received));
        AddLine(head, "Subject", view.Subject);
        foreach (var attachment in view.Attachments)
            AddLine(head, $"Attachment", $"{attachment.Name} ({(attachment.IsMessage ? "message" : attachment.MimeType ?? "unknown type")}, {Text.Size(attachment.Size)})");
        output.Lines(head.Lines());
        output.Line();
        output.Line((html ? view.Html ?? view.Text : view.Text ?? view.Html)?.TrimEnd() ?? "(no text)");
    }

    private static void AddLine(TextTable head, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            head.Add(name + ":", value);
    }

    private static async Task SaveAsync(Output output, MapiMessage message, MessageView view, DirectoryInfo folder, CancellationToken cancellation)
    {
        folder.Create();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in view.Attachments.Where(static row => !row.IsMessage))
        {
            using var attachment = await message.OpenAttachmentAsync(row.Number, cancellation);
            using var content = await attachment.OpenContentAsync(OpenStreamFlags.ReadOnly, cancellation);
            var path = Path.Combine(folder.FullName, FreeName(row.Name, taken));
            await using (var file = File.Create(path))
                await content.CopyToAsync(file, cancellation);
            if (!output.IsJson)
                output.Line($"saved {path}");
        }
    }

    // The sender chose the name: it must not lead out of the folder.
    private static string FreeName(string name, HashSet<string> taken)
    {
        var safe = string.Concat(name.Select(static c => char.IsControl(c) || c is '/' or '\\' or ':' ? '_' : c)).Trim().TrimStart('.');
        if (safe.Length == 0)
            safe = "attachment";
        if (safe.Length > 150)
            safe = safe[^150..];
        for (var i = 1; ; i++)
        {
            var candidate = i == 1 ? safe : $"{Path.GetFileNameWithoutExtension(safe)} ({i}){Path.GetExtension(safe)}";
            if (taken.Add(candidate))
                return candidate;
        }
    }
}
