using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mapigate.Gateway.Host.Composition;

namespace Mapigate.Gateway.Host.Tests.Composition;

public sealed class CertificateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Certificate_is_made_once_for_its_names_and_its_key_is_private()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = SelfSignedCertificate.Ensure(Path.Combine(folder.Path, "tls"), ["mail.example.test", "127.0.0.1"], Now);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        using var made = X509Certificate2.CreateFromPemFile(certificate, key);
        Assert.True(made.HasPrivateKey);
        Assert.True(made.MatchesHostname("mail.example.test") && made.MatchesHostname("127.0.0.1"));

        var content = File.ReadAllText(certificate);
        SelfSignedCertificate.Ensure(Path.Combine(folder.Path, "tls"), ["mail.example.test"], Now);
        Assert.Equal(content, File.ReadAllText(certificate));
    }

    [Theory]
    [InlineData("other.example.test", 0)]
    [InlineData("mail.example.test", 800)]
    public void Certificate_is_made_anew_for_another_name_or_before_it_ends(string name, int days)
    {
        using var folder = new TemporaryFolder();
        var (certificate, _) = SelfSignedCertificate.Ensure(folder.Path, ["mail.example.test"], Now);
        var content = File.ReadAllText(certificate);
        SelfSignedCertificate.Ensure(folder.Path, [name], Now.AddDays(days));
        Assert.NotEqual(content, File.ReadAllText(certificate));
    }

    [Fact]
    public void Renewed_files_are_taken_up_and_broken_ones_are_not()
    {
        using var folder = new TemporaryFolder();
        var time = new Clock { Now = Now };
        var (certificate, key) = SelfSignedCertificate.Ensure(folder.Path, ["one.example.test"], Now);
        var listening = new ListenCertificate(certificate, key, time);
        var first = listening.Get();

        SelfSignedCertificate.Ensure(folder.Path, ["two.example.test"], Now);
        File.SetLastWriteTimeUtc(certificate, Now.UtcDateTime.AddYears(1));
        Assert.Same(first, listening.Get());
        time.Now += TimeSpan.FromMinutes(1);
        var second = listening.Get();
        Assert.True(second.TargetCertificate.MatchesHostname("two.example.test"));

        File.WriteAllText(certificate, "half a fi");
        File.SetLastWriteTimeUtc(certificate, Now.UtcDateTime.AddYears(2));
        time.Now += TimeSpan.FromMinutes(1);
        Assert.Same(second, listening.Get());
        Assert.ThrowsAny<CryptographicException>(() => new ListenCertificate(certificate, key, time).Get());
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
