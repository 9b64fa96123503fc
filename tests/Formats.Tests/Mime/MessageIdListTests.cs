using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class MessageIdListTests
{
    [Theory]
    [InlineData("<a@b>", "<a@b>")]
    [InlineData(" <a@b>\t<c@d> ", "<a@b> <c@d>")]
    [InlineData("<a@b><c@d>", "<a@b> <c@d>")]
    [InlineData("<a@b>, <c@d>", "<a@b> <c@d>")]
    [InlineData("<a @ b>", "<a@b>")]
    [InlineData("a@b", "<a@b>")]
    [InlineData("<a@b", "<a@b>")]
    [InlineData("abc", "<abc>")]
    [InlineData("Your message of Monday <a@b>", "<a@b>")]
    [InlineData("", "")]
    [InlineData("<>", "")]
    public void Identifiers_are_read(string value, string expected) => Assert.Equal(expected, string.Join(' ', MessageIdList.Parse(value)));
}
