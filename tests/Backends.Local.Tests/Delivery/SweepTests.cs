using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Local.Tests.Delivery;

public sealed class SweepTests : IDisposable
{
    private readonly LocalFixture _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task What_a_crash_left_long_ago_is_removed_and_what_is_young_stays()
    {
        var spool = Directory.CreateDirectory(Path.Combine(_local.Folder, "spool")).FullName;
        var temporary = Directory.CreateDirectory(Path.Combine(_local.Maildir("bob"), "tmp")).FullName;
        foreach (var folder in (string[])[spool, temporary])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "young"), "half");
            await File.WriteAllTextAsync(Path.Combine(folder, "old"), "half");
            File.SetLastWriteTimeUtc(Path.Combine(folder, "old"), DateTime.UtcNow - TimeSpan.FromHours(37));
        }

        var message = LocalFixture.Message("x");
        await _local.Server.Transport.SubmitAsync(LocalFixture.Credentials("alice"), new MailEnvelope("alice@example.test", ["bob@example.test"]), new MemoryStream(message), message.Length, default);
        Assert.Equal(["young"], Directory.GetFiles(spool).Select(Path.GetFileName));
        Assert.Equal(["young"], Directory.GetFiles(temporary).Select(Path.GetFileName));
    }
}
