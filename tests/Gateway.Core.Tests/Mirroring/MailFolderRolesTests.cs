using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Tests.Mirroring;

/// <summary>Configuration stands before the server's word, and that before names.</summary>
public sealed class MailFolderRolesTests
{
    [Fact]
    public void No_name_is_customary_for_two_roles()
    {
        var names = CustomaryFolderNames.ByRole.SelectMany(r => r.Value).ToList();
        Assert.Equal([], names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(names, n => Assert.True(FolderNames.IsValid(n) && n.IsNormalized(NormalizationForm.FormC), n));
    }

    [Theory]
    [InlineData("Отправленные", SpecialFolder.SentItems)]
    [InlineData("送信済みアイテム", SpecialFolder.SentItems)]
    [InlineData("已删除邮件", SpecialFolder.DeletedItems)]
    [InlineData("Κάδος απορριμμάτων", SpecialFolder.DeletedItems)]
    [InlineData("skräppost", SpecialFolder.JunkEmail)]
    [InlineData("Entwu\u0308rfe", SpecialFolder.Drafts)]
    [InlineData("Boîte d'envoi", SpecialFolder.Outbox)]
    [InlineData("Notizen", SpecialFolder.Notes)]
    public async Task Folder_of_a_customary_name_has_the_role(string name, SpecialFolder role)
    {
        await using var host = await OpenAsync(name);
        Assert.Equal(name, host.Folder(role).RemoteName);
    }

    [Theory]
    [InlineData("INBOX/Gesendet", "INBOX/Gesendet")]
    [InlineData("[Mail]/Gesendet", "[Mail]/Gesendet")]
    [InlineData("Work/Gesendet", null)]
    public async Task Customary_name_counts_at_the_top_and_below_what_holds_no_mail(string path, string? found)
    {
        await using var host = await OpenAsync("[Mail]", "Work", path);
        Assert.Equal(found, host.Folder(SpecialFolder.SentItems).RemoteName);
    }

    [Fact]
    public async Task Configured_folder_stands_before_the_servers_word()
    {
        await using var host = await MailboxHost.OpenAsync(
            h => h.Mail.CreateFolderAsync("INBOX/Archive of sent", default).Wait(),
            o => o with { MailFolders = new Dictionary<SpecialFolder, string> { [SpecialFolder.SentItems] = "Archive of sent", [SpecialFolder.JunkEmail] = "Missing" } });
        Assert.Equal("INBOX/Archive of sent", host.Folder(SpecialFolder.SentItems).RemoteName);
        Assert.Equal(SpecialFolder.None, host.Folder("Sent").Role);
        Assert.Equal("Junk", host.Folder(SpecialFolder.JunkEmail).RemoteName);
    }

    [Fact]
    public async Task Configured_folder_that_is_missing_everywhere_is_made_by_its_name()
    {
        await using var host = await MailboxHost.OpenAsync(
            h =>
            {
                h.Mail.Deliver("INBOX", MailboxHost.Message("Spam"));
                h.Mail.DeleteFolderAsync("Junk", default).Wait();
            },
            o => o with { MailFolders = new Dictionary<SpecialFolder, string> { [SpecialFolder.JunkEmail] = "Rubbish" } });
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Inbox)).Rows);
        await new MessageMover(host.Mailbox).TransferAsync(row.Record.FolderId, [row.RowId], host.Folder(SpecialFolder.JunkEmail).Id, copy: false, default);
        Assert.Single(host.Mail.Messages("Rubbish"));
    }

    private static Task<MailboxHost> OpenAsync(params string[] folders) => MailboxHost.OpenAsync(h =>
    {
        h.Mail.Capabilities &= ~MailCapabilities.SpecialUse;
        h.Mail.NoSelect.Add("[Mail]");
        foreach (var name in (string[])["Drafts", "Sent", "Trash", "Junk"])
            h.Mail.DeleteFolderAsync(name, default).Wait();
        foreach (var name in folders)
            h.Mail.CreateFolderAsync(name, default).Wait();
    });
}
