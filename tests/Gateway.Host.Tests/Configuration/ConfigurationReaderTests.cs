using System.Collections;
using System.Runtime.CompilerServices;
using Mapigate.Backends.Local;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    private const string Good = """
        { // the least that works
          "listen": { "url": "https://127.0.0.1:8443" },
          "domains": ["example.test"],
          "backends": { "imap": { "url": "imaps://imap.example.test" }, "smtp": { "url": "smtp://smtp.example.test:2525" }, },
        }
        """;

    [Fact]
    public void Least_file_with_comments_and_trailing_commas_is_read_with_defaults()
    {
        var (configuration, faults) = Check(Good);
        Assert.Equal(["listen.certificate"], faults.Select(f => f.Key));
        Assert.True(faults[0].IsWarning);
        Assert.Equal(("Mapigate", TimeSpan.FromMinutes(15), "UTC"), (configuration!.Organization, configuration.Session.Expiry, configuration.TimeZone));
        Assert.Equal(new Uri("https://127.0.0.1:8443"), configuration.ExternalAddress());
        Assert.Equal(new ServerAddress("imap.example.test", 993, true), ServerAddress.OfImap(configuration.Backends.Imap!.Url));
        Assert.Equal(new ServerAddress("smtp.example.test", 2525, false), ServerAddress.OfSmtp(configuration.Backends.Smtp!.Url));
    }

    [Fact]
    public void Folders_with_a_role_and_the_retention_are_read_and_checked()
    {
        var (configuration, faults) = Check(Good.Replace("\"imaps://imap.example.test\"", "\"imaps://imap.example.test\", \"folders\": { \"sent\": \"Out\", \"junk\": \"Bad\" }", StringComparison.Ordinal)
            .Replace("\"domains\"", "\"retention\": \"30.00:00:00\", \"domains\"", StringComparison.Ordinal));
        Assert.All(faults, f => Assert.True(f.IsWarning));
        Assert.Equal(TimeSpan.FromDays(30), configuration!.Retention);
        Assert.Equal(("Out", "Bad", null), (configuration.Backends.Imap!.Folders.Sent, configuration.Backends.Imap.Folders.Junk, configuration.Backends.Imap.Folders.Drafts));

        (_, faults) = Check(Good.Replace("\"imaps://imap.example.test\"", "\"imaps://imap.example.test\", \"folders\": { \"sent\": \"Out\", \"drafts\": \"inbox\", \"junk\": \"Out\", \"notes\": \" \" }", StringComparison.Ordinal)
            .Replace("\"domains\"", "\"retention\": \"-1.00:00:00\", \"domains\"", StringComparison.Ordinal));
        Assert.Equal(["retention", "backends.imap.folders.drafts", "backends.imap.folders.junk", "backends.imap.folders.notes"], faults.Where(f => !f.IsWarning).Select(f => f.Key));
    }

    [Fact]
    public void Paths_count_from_the_folder_of_the_file()
    {
        using var folder = new TemporaryFolder();
        var (configuration, _) = ConfigurationReader.Check(folder.Write("gateway.json", Good), new Hashtable());
        Assert.Equal(Path.Combine(folder.Path, "state"), configuration!.State);
    }

    [Fact]
    public void Every_unknown_key_is_named_with_its_path()
    {
        var (_, faults) = Check("""{ "listn": {}, "listen": { "Url": "x", "port": 1 }, "backends": { "imap": { "tls": true } }, "directory": [{ "address": "a@b.c", "mail": "" }] }""");
        Assert.Equal(["listn", "listen.Url", "listen.port", "backends.imap.tls", "directory[0].mail"], faults.Select(f => f.Key));
    }

    [Fact]
    public void All_faults_are_told_at_once_in_the_users_key_names()
    {
        var (_, faults) = Check("""
            {
              "listen": { "url": "http://127.0.0.1:80", "certificate": "missing.pem", "trustedProxies": ["10.0.0.0/8", "proxy"] },
              "externalUrl": "http://mail.example.test", "organization": "a/b", "domains": ["no domain"], "timeZone": "Mars/Olympus", "logLevel": "Loud",
              "administrators": ["root"],
              "session": { "expiry": "00:00:00", "pendingPeriod": "01:00:00" },
              "backends": { "imap": { "url": "http://x", "startTls": "maybe" }, "dav": { "url": "ftp://x", "certificateAuthority": "missing.pem" } },
              "directory": [{ "address": "alice@example.test", "name": "Alice" }, { "address": "Alice@example.test", "name": " " }, { "address": "bob", "name": "Bob" }],
            }
            """);
        Assert.Equal(
            [
                "listen.trustedProxies[1]", "listen.key", "externalUrl", "organization", "domains[0]", "timeZone", "logLevel", "session.expiry", "session.pendingPeriod",
                "backends.imap.url", "backends.imap.startTls", "backends.smtp", "backends.dav.url", "backends.dav.certificateAuthority",
                "directory[1].address", "directory[1].name", "directory[2].address", "administrators[0]",
            ],
            faults.Where(f => !f.IsWarning).Select(f => f.Key));
    }

    [Theory]
    [InlineData("listen.url", """{ "listen": { "url": "http://127.0.0.1:80" } }""")]
    [InlineData("listen.url", """{ "listen": { "url": "https://name.example.test" } }""")]
    [InlineData("externalUrl", """{ "listen": { "url": "https://0.0.0.0" } }""")]
    [InlineData("domains", """{ "domains": [] }""")]
    [InlineData("session.poll", """{ "session": { "poll": "soon" } }""")]
    [InlineData("listen.trustedProxies", """{ "listen": { "trustedProxies": "10.0.0.1" } }""")]
    [InlineData("organization", """{ "organization": null }""")]
    public void Fault_names_its_key(string key, string json) => Assert.Contains(Check(json).Faults, f => f.Key == key && !f.IsWarning);

    [Fact]
    public void Mailboxes_are_local_or_on_servers_and_never_both()
    {
        var (configuration, faults) = Check(Local("""{ "address": "Alice@example.test", "password": "HASH", "quota": 1000 }, { "address": "bob@example.test", "name": "Bob B", "password": "HASH" }"""));
        Assert.All(faults, f => Assert.True(f.IsWarning, f.ToString()));
        Assert.Equal(["Alice", "Bob B"], configuration!.People().OrderBy(p => p.Key).Select(p => p.Value));
        Assert.True(Path.IsPathRooted(configuration.Backends.Local!.Folder));

        faults = Check(Local("""{ "address": "alice@example.test", "password": "HASH" }""", """, "imap": { "url": "imaps://x" }, "dav": { "url": "https://x/" }""")).Faults;
        Assert.Equal(["backends.imap", "backends.dav"], faults.Where(f => !f.IsWarning).Select(f => f.Key));
        Assert.All(faults.Where(f => !f.IsWarning), f => Assert.Contains("backends.local", f.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_of_a_local_user_is_named_with_its_place()
    {
        var (_, faults) = Check("""
            {
              "listen": { "url": "https://127.0.0.1:8443" }, "domains": ["example.test"],
              "backends": { "local": { "users": [
                { "address": "alice", "password": "secret" }, { "address": "bob@elsewhere.test", "password": "$pbkdf2-sha512$x" }, { "address": "a/../b@example.test", "password": "", "quota": 0 }
              ] } }
            }
            """);
        Assert.Equal(
            [
                "backends.local.folder", "backends.local.users[0].address", "backends.local.users[0].password", "backends.local.users[1].address", "backends.local.users[1].password",
                "backends.local.users[2].address", "backends.local.users[2].password", "backends.local.users[2].quota",
            ],
            faults.Where(f => !f.IsWarning).Select(f => f.Key));
        Assert.Equal(["backends.local.users"], Check(Local("")).Faults.Where(f => !f.IsWarning).Select(f => f.Key));
        Assert.Equal(["backends.local.users[1].address"], Check(Local("""{ "address": "alice@example.test", "password": "HASH" }, { "address": "ALICE@example.test", "password": "HASH" }""")).Faults.Where(f => !f.IsWarning).Select(f => f.Key));
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", true)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("not base64", false)]
    [InlineData("", false)]
    public void Extension_key_is_32_bytes_in_base64(string key, bool isRight) =>
        Assert.Equal(isRight, !Check(Good, new Hashtable { ["MAPIGATE_EXTENSIONKEY"] = key }).Faults.Any(f => f.Key == "extensionKey"));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{ "domains": [], "domains": [] }""")]
    public void What_is_no_json_object_is_told_with_the_file(string json)
    {
        var fault = Assert.Single(Check(json).Faults);
        Assert.EndsWith("gateway.json", fault.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_is_a_fault()
    {
        var (configuration, faults) = ConfigurationReader.Check("/nowhere/gateway.json", new Hashtable());
        Assert.Null(configuration);
        Assert.Equal("/nowhere/gateway.json", Assert.Single(faults).Key);
        Assert.Throws<ConfigurationException>(() => ConfigurationReader.Read("/nowhere/gateway.json", new Hashtable()));
    }

    [Fact]
    public void Environment_stands_before_the_file()
    {
        using var folder = new TemporaryFolder();
        var secret = folder.Write("organization", "From a file\n");
        var (configuration, faults) = Check(Good, new Hashtable
        {
            ["MAPIGATE_LISTEN__URL"] = "https://127.0.0.1:9443",
            ["MAPIGATE_DOMAINS"] = "one.test, two.test",
            ["MAPIGATE_DIRECTORY"] = """[{ "address": "alice@one.test", "name": "Alice" }]""",
            ["MAPIGATE_SESSION__EXPIRY"] = "00:00:05",
            ["MAPIGATE_BACKENDS__DAV__URL"] = "https://dav.example.test/",
            ["MAPIGATE_BACKENDS__SMTP__FILESSENTMAIL"] = "true",
            ["MAPIGATE_ORGANIZATION_FILE"] = secret,
            ["MAPIGATE_SOMETHING"] = "of another tool",
            ["PATH"] = "/bin",
        });
        Assert.Equal(["MAPIGATE_SOMETHING", "listen.certificate"], faults.Select(f => f.Key));
        Assert.All(faults, f => Assert.True(f.IsWarning));
        Assert.Equal("https://127.0.0.1:9443", configuration!.Listen.Url);
        Assert.Equal(["one.test", "two.test"], configuration.Domains);
        Assert.Equal("Alice", configuration.Directory.Single().Name);
        Assert.Equal(TimeSpan.FromSeconds(5), configuration.Session.Expiry);
        Assert.Equal("https://dav.example.test/", configuration.Backends.Dav!.Url);
        Assert.True(configuration.Backends.Smtp!.FilesSentMail);
        Assert.Equal("From a file", configuration.Organization);
    }

    [Theory]
    [InlineData("MAPIGATE_LISTN__URL", "x")]
    [InlineData("MAPIGATE_LISTEN__PORT", "1")]
    [InlineData("MAPIGATE_STATE_FILE", "/nowhere/state")]
    [InlineData("MAPIGATE_BACKENDS__SMTP__FILESSENTMAIL", "perhaps")]
    [InlineData("MAPIGATE_DIRECTORY", "[")]
    public void Variable_that_cannot_be_used_is_named(string name, string value) =>
        Assert.Contains(Check(Good, new Hashtable { [name] = value }).Faults, f => f.Key == name && !f.IsWarning);

    [Fact]
    public void Variable_given_with_and_without_file_is_a_fault()
    {
        using var folder = new TemporaryFolder();
        var faults = Check(Good, new Hashtable { ["MAPIGATE_STATE"] = "a", ["MAPIGATE_STATE_FILE"] = folder.Write("s", "b") }).Faults;
        Assert.Contains(faults, f => f.Key == "MAPIGATE_STATE_FILE" && !f.IsWarning);
    }

    [Fact]
    public void Annotated_file_of_the_repository_is_right_and_names_every_key()
    {
        var path = Path.Combine(Root(), "gateway.json");
        var (_, faults) = ConfigurationReader.Check(path, new Hashtable());
        Assert.All(faults, f => Assert.True(f.IsWarning, f.ToString()));
        var text = File.ReadAllText(path);
        Assert.All(Keys(typeof(GatewayConfiguration)), key => Assert.Contains($"\"{key}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Reference_page_is_what_the_program_prints() =>
        Assert.Equal(ConfigurationReference.Write(), File.ReadAllText(Path.Combine(Root(), "docs", "configuration.md")));

    private static string Local(string users, string more = "") => $$"""
        { "listen": { "url": "https://127.0.0.1:8443" }, "domains": ["example.test"], "backends": { "local": { "folder": "mail", "users": [{{users.Replace("HASH", LocalPassword.Hash("x", 1), StringComparison.Ordinal)}}] }{{more}} } }
        """;

    private static IEnumerable<string> Keys(Type section) => ConfigurationSchema.Keys(section).SelectMany(key =>
        ConfigurationSchema.IsSection(key.PropertyType) ? Keys(key.PropertyType).Prepend(key.Name)
        : ConfigurationSchema.ElementType(key.PropertyType) is { } element && ConfigurationSchema.IsSection(element) ? Keys(element).Prepend(key.Name)
        : [key.Name]);

    private static (GatewayConfiguration? Configuration, IReadOnlyList<ConfigurationFault> Faults) Check(string json, Hashtable? environment = null)
    {
        using var folder = new TemporaryFolder();
        return ConfigurationReader.Check(folder.Write("gateway.json", json), environment ?? []);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath("../../..", Path.GetDirectoryName(file)!);
}
