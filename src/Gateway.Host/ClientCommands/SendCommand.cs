using System.CommandLine;
using System.Text;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>client send</c>: composes a message and has the server send it.</summary>
internal static class SendCommand
{
    private const int Utf8CodePage = 65001;

    // Attached data of PidTagAttachMethod. [MS-OXCMSG] 2.2.2.9
    private const int ByValue = 1;

    // Not shown inside the text. [MS-OXCMSG] 2.2.2.16
    private const int NoPosition = -1;

    public static Command Create(ConnectionOptions options)
    {
        var to = new Option<string[]>("--to", "-t") { Description = "Address of a recipient; may be given again", AllowMultipleArgumentsPerToken = true };
        var cc = new Option<string[]>("--cc") { Description = "Address of a copy's recipient", AllowMultipleArgumentsPerToken = true };
        var bcc = new Option<string[]>("--bcc") { Description = "Address of a blind copy's recipient", AllowMultipleArgumentsPerToken = true };
        var subject = new Option<string>("--subject") { Description = "Subject", DefaultValueFactory = static _ => string.Empty };
        var body = new Option<string?>("--body", "-b") { Description = "Text; without it the text comes from standard input" };
        var html = new Option<bool>("--html") { Description = "The text is HTML" };
        var attach = new Option<FileInfo[]>("--attach", "-a") { Description = "File to attach; may be given again", AllowMultipleArgumentsPerToken = true };
        var draft = new Option<bool>("--draft") { Description = "Keep it in Drafts instead of sending it" };
        var command = new Command("send", "Send a message") { to, cc, bcc, subject, body, html, attach, draft };
        command.SetAction(CommandContext.Action(options, async (context, cancellation) =>
        {
            var line = context.Line;
            var letter = new Letter(
                [.. Recipients(line.GetValue(to), RecipientType.To), .. Recipients(line.GetValue(cc), RecipientType.Cc), .. Recipients(line.GetValue(bcc), RecipientType.Bcc)],
                line.GetValue(subject)!,
                line.GetValue(body) ?? await Console.In.ReadToEndAsync(cancellation),
                line.GetValue(html),
                line.GetValue(attach) ?? []);
            await RunAsync(context, letter, line.GetValue(draft), cancellation);
        }));
        return command;
    }

    private sealed record Letter(IReadOnlyList<Recipient> Recipients, string Subject, string Body, bool IsHtml, IReadOnlyList<FileInfo> Files);

    private static IEnumerable<Recipient> Recipients(string[]? addresses, RecipientType type)
    {
        foreach (var address in addresses ?? [])
        {
            var open = address.LastIndexOf('<');
            var close = address.LastIndexOf('>');
            var smtp = open >= 0 && close > open ? address[(open + 1)..close].Trim() : address.Trim();
            if (smtp.IndexOf('@', StringComparison.Ordinal) is < 1 || smtp.EndsWith('@'))
                throw new CommandException($"'{address}' is no mail address", ExitCodes.Usage);
            var name = open > 0 ? address[..open].Trim().Trim('"') : smtp;
            yield return new Recipient(type, name, smtp) { SmtpAddress = smtp };
        }
    }

    private static async Task RunAsync(CommandContext context, Letter letter, bool draft, CancellationToken cancellation)
    {
        if (letter.Recipients.Count == 0 && !draft)
            throw new CommandException("Say to whom: --to ADDRESS", ExitCodes.Usage);
        if (letter.Files.FirstOrDefault(static file => !file.Exists) is { } missing)
            throw new CommandException($"There is no file {missing.Name}", ExitCodes.Usage);
        var store = context.Connection.Store;
        using var folder = await store.OpenFolderAsync(draft ? SpecialFolder.Drafts : SpecialFolder.Outbox, cancellation);
        using var message = await folder.CreateMessageAsync(cancellation);
        await ComposeAsync(store, message, letter, cancellation);
        await message.SaveAsync(cancellation);
        if (!draft)
            await message.SubmitAsync(cancellation);
        var recipients = letter.Recipients.Count == 1 ? letter.Recipients[0].Address : $"{letter.Recipients.Count} recipients";
        if (context.Output.IsJson)
            context.Output.Document(new { Sent = !draft, Id = message.Id.ToString() });
        else
            context.Output.Line(draft ? $"Saved in Drafts: {message.Id}" : $"Sent to {recipients}");
    }

    private static async Task ComposeAsync(MapiStore store, MapiMessage message, Letter letter, CancellationToken cancellation)
    {
        var special = await store.SpecialFoldersAsync(cancellation);
        var values = new List<PropertyValue>
        {
            new(PidTag.MessageClass, "IPM.Note"),
            new(PidTag.Subject, letter.Subject),
            new(PidTag.InternetCodepage, Utf8CodePage),
            new(PidTag.ClientSubmitTime, FileTime.From(TimeProvider.System.GetUtcNow())),
        };

        // Without it the server need not keep a copy. [MS-OXOMSG] 2.2.3.10
        if (special[SpecialFolder.SentItems] is { } sent)
            values.Add(new(PidTag.SentMailSvrEID, MapiStore.ToServerId(sent)));
        await message.SetAsync(values, cancellation);
        if (letter.IsHtml)
            await message.WriteStreamAsync(PidTag.Html, Encoding.UTF8.GetBytes(letter.Body), cancellation);
        else
            await message.WriteStreamAsync(PidTag.Body, Encoding.Unicode.GetBytes(letter.Body), cancellation);
        await message.SetRecipientsAsync(letter.Recipients, cancellation);
        foreach (var file in letter.Files)
            await AttachAsync(message, file, cancellation);
    }

    private static async Task AttachAsync(MapiMessage message, FileInfo file, CancellationToken cancellation)
    {
        using var attachment = await message.CreateAttachmentAsync(cancellation);
        await attachment.SetAsync(
            [new(PidTag.AttachMethod, ByValue), new(PidTag.AttachLongFilename, file.Name), new(PidTag.DisplayName, file.Name), new(PidTag.RenderingPosition, NoPosition)], cancellation);
        await attachment.WriteStreamAsync(PidTag.AttachDataBinary, await File.ReadAllBytesAsync(file.FullName, cancellation), cancellation);
        await attachment.SaveAsync(cancellation);
    }
}
