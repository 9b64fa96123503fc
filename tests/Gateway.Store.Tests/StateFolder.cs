using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Gateway.Store.Tests;

/// <summary>A store in a temporary folder that vanishes with it.</summary>
internal sealed class StateFolder : IDisposable
{
    public static readonly Guid Mailbox = new("5C1E7A52-0C38-4D8E-9B63-6D5C4E3F2A10");

    public static readonly MailboxHead New = new(7, 1, ItemIds.FirstDrawn, ItemIds.FirstChange);

    private readonly ILogger<SqliteStateStore> _logger;

    public StateFolder(ILogger<SqliteStateStore>? logger = null)
    {
        _logger = logger ?? NullLogger<SqliteStateStore>.Instance;
        Path = Directory.CreateTempSubdirectory("mapigate-state-").FullName;
    }

    public string Path { get; }

    public string StateFile => System.IO.Path.Combine(Path, $"{Mailbox:D}.sqlite");

    public SqliteStateStore Store => new(Path, _logger);

    public IMailboxState Open() => Store.Open(Mailbox, New);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static FolderRecord Folder(ulong id, byte fill = 1) => new()
    {
        Id = id,
        ParentId = ItemIds.WellKnown(SpecialFolder.IpmSubtree),
        Name = $"Ordner {id:X} \u00FC \u65E5",
        Role = SpecialFolder.SentItems,
        ContainerClass = "IPF.Note",
        IsHidden = true,
        Home = FolderHome.Mail,
        RemoteName = "Archiv/2026",
        Slot = 0x7FFF,
        MailState = new MailFolderState(uint.MaxValue, uint.MaxValue, ulong.MaxValue, 250_000, 17),
        ItemState = "https://sync/token?1",
        Messages = 250_000,
        Unread = 17,
        ChangeNumber = 0xFFFF_FFFF_FFFF,
        Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        Modified = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero),
        Properties = Enumerable.Repeat(fill, 40).ToArray(),
    };

    public static ItemRecord Item(ulong folder, ulong id, byte fill = 1) => new()
    {
        Id = id,
        FolderId = folder,
        Uid = uint.MaxValue,
        Href = "/dav/alice/calendar/1.ics",
        ETag = "\"abc\"",
        Instance = "20260105T090000Z",
        Flags = new MailFlags(MailSystemFlags.Seen | MailSystemFlags.Flagged, ["$Forwarded", "Wichtig"]),
        ModSeq = ulong.MaxValue,
        ChangeNumber = 0x8000_0000_0001,
        ReadChangeNumber = 0x8000_0000_0002,
        IsAssociated = true,
        Modified = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Summary = Enumerable.Repeat(fill, 300).ToArray(),
        Side = Enumerable.Repeat((byte)(fill + 1), 20).ToArray(),
        IsSideInContent = true,
        ObjectId = "M1234",
    };

    public static void AssertSame(FolderRecord expected, FolderRecord actual)
    {
        Assert.Equal(expected with { Properties = default }, actual with { Properties = default });
        Assert.Equal(expected.Properties.ToArray(), actual.Properties.ToArray());
    }

    public static void AssertSame(ItemRecord expected, ItemRecord actual)
    {
        Assert.Equal(expected with { Summary = default, Side = default }, actual with { Summary = default, Side = default });
        Assert.Equal(expected.Summary.ToArray(), actual.Summary.ToArray());
        Assert.Equal(expected.Side.ToArray(), actual.Side.ToArray());
    }
}
