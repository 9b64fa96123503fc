using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class StatusResponseTests
{
    [Theory]
    [InlineData("OK done", "Ok", "", "", "done")]
    [InlineData("ok [Closed] Previous.", "Ok", "CLOSED", "", "Previous.")]
    [InlineData("NO [OVERQUOTA] full", "No", "OVERQUOTA", "", "full")]
    [InlineData("OK [COPYUID 5 1:2 8:9] copied", "Ok", "COPYUID", "5 1:2 8:9", "copied")]
    [InlineData("OK [BADURL \"a]b\"] text", "Ok", "BADURL", "\"a]b\"", "text")]
    [InlineData("OK [open", "Ok", "", "", "[open")]
    [InlineData("BAD", "Bad", "", "", "")]
    [InlineData("BYE  gone", "Bye", "", "", "gone")]
    public void Parts_are_read(string text, string status, string code, string arguments, string human) =>
        Assert.Equal(new StatusResponse(Enum.Parse<ResponseStatus>(status), code, arguments, human), StatusResponse.TryRead(Encoding.ASCII.GetBytes(text + "\r\n")));

    [Fact]
    public void Data_are_no_status() => Assert.Null(StatusResponse.TryRead("OKAY x"u8));

    [Fact]
    public void Text_for_the_operator_has_a_bound() => Assert.Equal(300, StatusResponse.TryRead(Encoding.ASCII.GetBytes("NO " + new string('x', 10_000)))!.Text.Length);

    [Theory]
    [InlineData("NO [AUTHENTICATIONFAILED] x", BackendError.AuthenticationFailed)]
    [InlineData("NO wrong", BackendError.AuthenticationFailed)]
    [InlineData("NO [UNAVAILABLE] x", BackendError.Unavailable)]
    [InlineData("NO [LIMIT] x", BackendError.Unavailable)]
    [InlineData("NO Temporary authentication failure.", BackendError.Unavailable)]
    [InlineData("NO [PRIVACYREQUIRED] x", BackendError.NotSupported)]
    [InlineData("BAD x", BackendError.Protocol)]
    public void Refused_log_in_is_the_users_fault_only_where_the_server_says_so(string text, BackendError error) =>
        Assert.Equal(error, ImapFault.FromLogIn("LOGIN", StatusResponse.TryRead(Encoding.ASCII.GetBytes(text))!).Error);

    [Theory]
    [InlineData("NO [OVERQUOTA] x", BackendError.QuotaExceeded)]
    [InlineData("NO [NOPERM] x", BackendError.AccessDenied)]
    [InlineData("NO [NONEXISTENT] x", BackendError.NotFound)]
    [InlineData("NO [TRYCREATE] x", BackendError.NotFound)]
    [InlineData("NO [ALREADYEXISTS] x", BackendError.AlreadyExists)]
    [InlineData("NO [LIMIT] x", BackendError.Refused)]
    [InlineData("NO [TOOBIG] x", BackendError.TooLarge)]
    [InlineData("NO [INUSE] x", BackendError.Unavailable)]
    [InlineData("NO x", BackendError.Refused)]
    [InlineData("NO Permission denied", BackendError.AccessDenied)]
    [InlineData("NO Mailbox already exists", BackendError.AlreadyExists)]
    [InlineData("NO Mailbox does not exist", BackendError.Refused)]
    [InlineData("NO [LIMIT] Permission denied", BackendError.Refused)]
    [InlineData("BAD x", BackendError.Protocol)]
    public void Refused_command_maps_by_its_code(string text, BackendError error) =>
        Assert.Equal(error, ImapFault.From("X", StatusResponse.TryRead(Encoding.ASCII.GetBytes(text))!).Error);
}
