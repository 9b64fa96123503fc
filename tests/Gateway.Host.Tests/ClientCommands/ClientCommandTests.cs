using System.Net;
using System.Net.Sockets;
using Mapigate.Gateway.Host.ClientCommands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Host.Tests.ClientCommands;

public class ClientCommandTests
{
    private static readonly string[] Who = ["--user", "alice@example.org", "--password", "x"];

    [Fact]
    public void Every_command_of_the_guide_is_there()
    {
        Assert.Equal(["cat", "ls", "props", "resolve", "send", "tree", "watch"], ClientCommand.Create().Subcommands.Select(command => command.Name).Order());
    }

    [Fact]
    public async Task Server_that_is_not_there_gives_one_line_and_its_exit_code()
    {
        var port = FreePort();
        var (code, output, error) = await RunAsync(["tree", "--server", $"http://127.0.0.1:{port}", .. Who]);
        Assert.Equal(ExitCodes.NoConnection, code);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains($"127.0.0.1:{port}", error);
    }

    [Fact]
    public async Task Wrong_password_gives_one_line_and_its_exit_code()
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        var (code, _, error) = await RunAsync(["ls", "--server", server.Urls.First(), .. Who]);
        Assert.Equal(ExitCodes.NotAuthenticated, code);
        Assert.Contains("password", error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Unknown_address_gives_one_line()
    {
        await using var server = await StartAsync(context => context.Response.WriteAsync(
            """<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response><Error><ErrorCode>500</ErrorCode><Message>unknown</Message></Error></Response></Autodiscover>"""));
        var (code, _, error) = await RunAsync(["ls", "--server", server.Urls.First(), .. Who]);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("500", error);
    }

    [Theory]
    [InlineData("--user is missing", "tree", "--server", "http://127.0.0.1:1", "--password", "x")]
    [InlineData("no server for a name without domain", "tree", "--user", "alice", "--password", "x")]
    public async Task What_is_missing_is_asked_for(string why, params string[] line)
    {
        var (code, _, error) = await RunAsync(line);
        Assert.True(code == ExitCodes.Usage, why);
        Assert.Contains("--", error);
    }

    [Fact]
    public async Task Bad_option_is_refused()
    {
        var (code, _, error) = await RunAsync(["ls", "--limit", "0", "--server", "http://127.0.0.1:1", .. Who]);
        Assert.NotEqual(0, code);
        Assert.Contains("--limit", error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ClientCommand.Create().Parse(line).InvokeAsync(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
