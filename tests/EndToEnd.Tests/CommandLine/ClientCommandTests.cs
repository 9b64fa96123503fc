using System.Diagnostics;
using System.Text.Json;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.CommandLine;

/// <summary>The client's commands as a person types them, against the gateway.</summary>
[Collection(SharedGateway.Collection)]
public sealed class ClientCommandTests(SharedGateway gateway)
{
    private const int NotAuthenticated = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Tree_shows_folders_with_their_roles_and_calendars()
    {
        var user = gateway.Stack.NewUser();
        using var server = new CalendarServer(gateway.Stack, user);
        await server.MakeCalendarAsync();
        await server.MakeCalendarAsync("Choir");
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
        await imap.CommandAsync("CREATE Projects/Bridge");

        var tree = await RunAsync(user, "tree");

        Assert.Matches(@"(?m)^.* Inbox +inbox", tree);
        Assert.Matches(@"(?m)^.* Sent Items +sentItems", tree);
        Assert.Matches(@"(?m)^.* Deleted Items +deletedItems", tree);
        Assert.Matches(@"(?m)^.* Calendar +calendar", tree);
        Assert.Contains("Bridge", tree, StringComparison.Ordinal);
        Assert.Contains("Choir", tree, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_that_send_sends_is_listed_shown_and_saved_by_the_others()
    {
        var content = Letter.Content(120_000);
        var folder = Directory.CreateTempSubdirectory("mapigate-e2e-").FullName;
        try
        {
            var file = Path.Combine(folder, "plan.bin");
            await File.WriteAllBytesAsync(file, content);
            var subject = $"Plan {Guid.NewGuid():N}";
            await RunAsync(gateway.Stack.NewUser(), "send", "--to", gateway.Stack.User("u9").Address, "--subject", subject, "--body", "As agreed.", "--attach", file);

            var receiver = gateway.Stack.User("u9");
            var item = await Eventually.SeeAsync(async () => Find(await RunAsync(receiver, "ls", "inbox", "--json"), subject), found => found is not null);
            var shown = await RunAsync(receiver, "cat", "inbox", item!, "--save", Path.Combine(folder, "saved"));

            Assert.Contains(subject, shown, StringComparison.Ordinal);
            Assert.Contains("As agreed.", shown, StringComparison.Ordinal);
            Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(folder, "saved", "plan.bin")));
            Assert.Contains("PidTagSubject", await RunAsync(receiver, "props", "inbox", item!), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Watch_tells_of_new_mail()
    {
        var user = gateway.Stack.NewUser();
        using var watch = Start(user, "watch", "inbox", "--count", "1", "--timeout", "60");
        Assert.StartsWith("Watching", await watch.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.Plain("Knock"));

        Assert.Contains("Inbox", await watch.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        await watch.WaitForExitAsync();
        Assert.Equal(0, watch.ExitCode);
    }

    [Fact]
    public async Task Wrong_password_is_one_line_and_an_exit_code()
    {
        using var process = Start(gateway.Stack.NewUser() with { Password = "wrong" }, "tree");
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(NotAuthenticated, process.ExitCode);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? Find(string json, string subject)
    {
        using var document = JsonDocument.Parse(json);
        var items = document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement
            : document.RootElement.EnumerateObject().Single(property => property.Value.ValueKind == JsonValueKind.Array).Value;
        return items.EnumerateArray().Where(item => item.GetProperty("subject").GetString() == subject).Select(item => item.GetProperty("id").GetString()).SingleOrDefault();
    }

    private async Task<string> RunAsync(StackUser user, params string[] arguments)
    {
        using var process = Start(user, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    private Process Start(StackUser user, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { GatewayProcess.Program(), "client", "--ca", gateway.Stack.CertificateAuthority }.Concat(arguments))
            start.ArgumentList.Add(argument);
        start.Environment["MAPIGATE_SERVER"] = gateway.Url.AbsoluteUri;
        start.Environment["MAPIGATE_USER"] = user.Address;
        start.Environment["MAPIGATE_PASSWORD"] = user.Password;
        return Process.Start(start)!;
    }
}
