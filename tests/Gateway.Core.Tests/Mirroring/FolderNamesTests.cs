using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Tests.Mirroring;

public sealed class FolderNamesTests
{
    [Theory]
    [InlineData("Projects", "Projects")]
    [InlineData("a/b", "a=2Fb")]
    [InlineData("a.b", "a.b")]
    [InlineData(" ends ", "=20ends=20")]
    [InlineData("100 % = *", "100 =25 = =2A")]
    [InlineData("a=2Fb", "a=3D2Fb")]
    [InlineData("#news", "=23news")]
    [InlineData("..", "=2E=2E")]
    [InlineData("Entw\u00FCrfe \u65E5\u672C", "Entw\u00FCrfe \u65E5\u672C")]
    public void Name_is_written_so_that_it_comes_back(string name, string part)
    {
        Assert.Equal(part, FolderNames.ToPart(name, '/'));
        Assert.Equal(name, FolderNames.ToName(part));
    }

    [Fact]
    public void Every_name_comes_back_and_never_holds_the_separator()
    {
        var random = new Random(7);
        const string Letters = "ab=2F/.\\ %*\"#~&\u00FC\u65E5";
        for (var i = 0; i < 20_000; i++)
        {
            var name = new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)])]);
            foreach (var delimiter in (char?[])['/', '.', '\\', null])
            {
                var part = FolderNames.ToPart(name, delimiter);
                Assert.Equal(name, FolderNames.ToName(part));
                Assert.False(delimiter is { } separator && part.Contains(separator, StringComparison.Ordinal), part);
            }
        }
    }

    [Fact]
    public void Names_that_no_folder_can_have_are_none()
    {
        Assert.False(FolderNames.IsValid(""));
        Assert.False(FolderNames.IsValid("a\u0007b"));
        Assert.False(FolderNames.IsValid("half \uD83D"));
        Assert.False(FolderNames.IsValid(new string('x', FolderNames.MaxLength + 1)));
        Assert.True(FolderNames.IsValid(new string('x', FolderNames.MaxLength)));
    }
}
