using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcNotif;

/// <summary>Each case's bytes as [MS-OXCNOTIF] 2.2.1.4.1.2 says which fields are there.</summary>
public class NotificationDataTests
{
    private const string One = "0100000000000001";
    private const string Two = "0100000000000002";
    private const string Three = "0100000000000003";
    private const string Four = "0100000000000004";

    public static TheoryData<string, NotificationData> Cases => new()
    {
        { "0280" + One + Two + "07000000" + "00" + "49504D00", new NewMailNotification(Folder(1), Message(2), 7, false, "IPM") },
        { "0280" + One + Two + "07000000" + "01" + "49000000", new NewMailNotification(Folder(1), Message(2), 7, true, "I") },
        { "0480" + One + Two + "0000", new ObjectNotification(NotificationTypes.ObjectCreated, Folder(1), Message(2)) },
        { "0400" + One + Two + "0000", new ObjectNotification(NotificationTypes.ObjectCreated, Folder(1), null) { ParentFolderId = Folder(2) } },
        { "04C0" + One + Two + Three + "0000", new ObjectNotification(NotificationTypes.ObjectCreated, Folder(1), Message(2)) { ParentFolderId = Folder(3), IsInSearchFolder = true } },
        { "0880" + One + Two, new ObjectNotification(NotificationTypes.ObjectDeleted, Folder(1), Message(2)) },
        { "0800" + One + Two, new ObjectNotification(NotificationTypes.ObjectDeleted, Folder(1), null) { ParentFolderId = Folder(2) } },
        { "1030" + One + "0100" + "03000236" + "05000000" + "06000000", new ObjectNotification(NotificationTypes.ObjectModified, Folder(1), null) { Tags = [PidTag.ContentCount], TotalMessageCount = 5, UnreadMessageCount = 6 } },
        { "1080" + One + Two + "0000", new ObjectNotification(NotificationTypes.ObjectModified, Folder(1), Message(2)) },
        { "2080" + One + Two + Three + Four, new ObjectNotification(NotificationTypes.ObjectMoved, Folder(1), Message(2)) { OldFolderId = Folder(3), OldMessageId = Message(4) } },
        { "2000" + One + Two + Three + Four, new ObjectNotification(NotificationTypes.ObjectMoved, Folder(1), null) { ParentFolderId = Folder(2), OldFolderId = Folder(3), OldParentFolderId = Folder(4) } },
        { "4080" + One + Two + Three + Four, new ObjectNotification(NotificationTypes.ObjectCopied, Folder(1), Message(2)) { OldFolderId = Folder(3), OldMessageId = Message(4) } },
        { "8000" + One, new ObjectNotification(NotificationTypes.SearchCompleted, Folder(1), null) },
        { "0001" + "0100", TableNotification.Changed(false) },
        { "0081" + "0400" + One + Two + "00000000", TableNotification.Deleted(new TableRowId(Folder(1), Message(2), 0)) },
        { "0001" + "0400" + One, TableNotification.Deleted(new TableRowId(Folder(1), null, 0)) },
        { "0081" + "0300" + One + Two + "09000000" + Three + Four + "08000000" + "0200" + "AABB", TableNotification.Added(new TableRowId(Folder(1), Message(2), 9), new TableRowId(Folder(3), Message(4), 8), new byte[] { 0xAA, 0xBB }) },
        { "0001" + "0500" + One + Three + "0100" + "AA", TableNotification.Modified(new TableRowId(Folder(1), null, 0), new TableRowId(Folder(3), null, 0), new byte[] { 0xAA }) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Notification_has_the_fields_of_its_kind(string bytes, NotificationData notification)
    {
        using var writer = new WireWriter();
        notification.Write(writer);
        Assert.Equal(bytes, Convert.ToHexString(writer.Written));

        var whole = writer.ToArray();
        var reader = new WireReader(whole);
        var read = NotificationData.Read(ref reader);
        Assert.Equal(0, reader.Remaining);
        using var again = new WireWriter();
        read.Write(again);
        Assert.Equal(bytes, Convert.ToHexString(again.Written));
        Assert.Equal(notification.GetType(), read.GetType());
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<WireFormatException>(() =>
            {
                var cut = new WireReader(whole.AsSpan(0, length));
                NotificationData.Read(ref cut);
            });
        }
    }

    [Fact]
    public void Tag_count_of_all_ones_means_no_tags()
    {
        var reader = new WireReader(Convert.FromHexString("1000" + One + "FFFF"));
        Assert.Empty(Assert.IsType<ObjectNotification>(NotificationData.Read(ref reader)).Tags);
        Assert.Equal(0, reader.Remaining);
    }

    private static FolderId Folder(ulong counter) => new(1, new GlobalCounter(counter));

    private static MessageId Message(ulong counter) => new(1, new GlobalCounter(counter));
}
