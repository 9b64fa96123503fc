using Mapigate.Backends.CalDav;
using Mapigate.Backends.Imap;
using Mapigate.Backends.Local;
using Mapigate.Backends.Smtp;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Host.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>The configured servers as backends.</summary>
internal static class BackendServices
{
    public static void AddBackends(this IServiceCollection services, BackendsSettings backends)
    {
        if (backends.Local is { } local)
        {
            services.AddSingleton(provider => new LocalServer(Local(local), provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(provider => Backends(provider.GetRequiredService<LocalServer>()));
        }
        else
        {
            services.AddSingleton(provider => Backends(backends, provider));
        }
    }

    private static MailboxBackends Backends(BackendsSettings backends, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var logging = provider.GetRequiredService<ILoggerFactory>();
        return new MailboxBackends(
            new ImapMailBackend(Imap(backends.Imap!), time, logging.CreateLogger<ImapMailBackend>()),
            backends.Dav is { } dav ? new DavItemBackend(Dav(dav), time, logging.CreateLogger<DavItemBackend>()) : null,
            new SmtpMailTransport(Smtp(backends.Smtp!), time, logging.CreateLogger<SmtpMailTransport>()));
    }

    private static MailboxBackends Backends(LocalServer server) => new(server.Mail, server.Items, server.Transport);

    private static LocalOptions Local(LocalSettings settings) => new()
    {
        Folder = settings.Folder,
        Users = [.. settings.Users.Select(u => new LocalUser(u.Address, u.NameOrAddress(), u.Password, u.Quota))],
    };

    private static ImapOptions Imap(MailServerSettings settings)
    {
        var server = ServerAddress.OfImap(settings.Url)!;
        return new ImapOptions
        {
            Host = server.Host,
            Port = server.Port,
            TlsMode = server.IsImplicitTls ? ImapTlsMode.Implicit : settings.StartTls == ServerAddress.Required ? ImapTlsMode.StartTls : ImapTlsMode.None,
            CertificateAuthority = settings.CertificateAuthority,
        };
    }

    private static SmtpOptions Smtp(SubmissionSettings settings)
    {
        var server = ServerAddress.OfSmtp(settings.Url)!;
        return new SmtpOptions
        {
            Host = server.Host,
            Port = server.Port,
            Security = server.IsImplicitTls ? SmtpSecurity.Implicit : settings.StartTls == ServerAddress.Required ? SmtpSecurity.StartTls : SmtpSecurity.None,
            CertificateAuthority = settings.CertificateAuthority,
        };
    }

    private static DavOptions Dav(DavSettings settings) => new()
    {
        Url = settings.Url,
        ContactsUrl = settings.ContactsUrl,
        CertificateAuthority = settings.CertificateAuthority,
    };
}
