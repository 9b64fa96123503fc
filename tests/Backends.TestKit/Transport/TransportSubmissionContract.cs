using Mapigate.Backends.TestKit.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.TestKit.Transport;

/// <summary>Who may send what.</summary>
public abstract class TransportSubmissionContract(ISubmissionSite site) : TransportContract<ISubmissionSite>(site)
{
    [Fact]
    public async Task Submit_sender_of_another_user_is_denied()
    {
        var (user, other) = (await Site.NewUserAsync(), await Site.NewUserAsync());
        await Refusal.OfAsync(() => SubmitAsync(new MailEnvelope(other.User, [user.User]), Letter.Of("forged")), BackendError.AccessDenied);
        await HasNothingAsync(user, other);
    }

    [Fact]
    public async Task Submit_own_address_in_another_case_is_the_users()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of("by me");
        await SubmitAsync(new MailEnvelope(Sender.User.ToUpperInvariant(), [user.User]), content);
        await ArrivesAsync(user, content);
    }

    [Fact]
    public async Task Submit_wrong_password_fails_the_log_in()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of("by nobody");
        foreach (var wrong in (BackendCredentials[])[Sender with { Password = "wrong" }, Sender with { Password = "" }, new BackendCredentials(Site.Stranger, Sender.Password)])
        {
            using var untouched = new ForwardStream(content, onRead: _ => Assert.Fail("The content was read."));
            await Refusal.OfAsync(
                () => Site.Transport.SubmitAsync(wrong, new MailEnvelope(wrong.User, [user.User]), untouched, content.Length, Token), BackendError.AuthenticationFailed);
        }

        await HasNothingAsync(user);
    }

    [Fact]
    public async Task Submit_too_large_is_refused_before_the_content_is_read()
    {
        var user = await Site.NewUserAsync();
        foreach (var length in (long[])[Site.LargestMessage + 1, 1L << 40])
        {
            using var untouched = new ForwardStream([1], onRead: _ => Assert.Fail("The content was read."));
            await Refusal.OfAsync(() => Site.Transport.SubmitAsync(Sender, new MailEnvelope(Sender.User, [user.User]), untouched, length, Token), BackendError.TooLarge);
        }

        await HasNothingAsync(user);
    }

    [Fact]
    public async Task Submit_without_recipients_is_a_fault_and_reads_nothing()
    {
        using var untouched = new ForwardStream([1], onRead: _ => Assert.Fail("The content was read."));
        await Assert.ThrowsAnyAsync<Exception>(() => Site.Transport.SubmitAsync(Sender, new MailEnvelope(Sender.User, []), untouched, 1, Token));
    }
}
