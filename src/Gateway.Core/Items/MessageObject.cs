using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>A message that a client has open: its properties, recipients and attachments as they are in memory until saved. One client at a time uses it. [MS-OXCMSG]</summary>
public sealed class MessageObject : PropertyObject, IRowSource
{
    /// <summary>Most attachments and recipients of one message.</summary>
    public const int MaxAttachments = 4096;

    public const int MaxRecipients = 32768;

    private readonly PropertyBag _bag;
    private readonly List<RecipientEntry> _recipients;
    private readonly List<AttachmentObject> _attachments;
    private readonly IDisposable? _content;
    private RowSet? _attachmentRows;
    private bool _isChanged;

    internal MessageObject(
        Mailbox mailbox, ulong folderId, ItemRow? row, bool isAssociated, PropertyBag bag, IEnumerable<RecipientEntry> recipients, IEnumerable<AttachmentObject> attachments, IDisposable? content)
    {
        Mailbox = mailbox;
        FolderId = folderId;
        Row = row;
        IsAssociated = isAssociated;
        _bag = bag;
        _recipients = recipients.ToList();
        _attachments = attachments.ToList();
        _content = content;
    }

    public Mailbox Mailbox { get; }

    public ulong FolderId { get; }

    public bool IsAssociated { get; }

    /// <summary>The message was deleted softly: it can be read and brought back, not changed.</summary>
    public bool IsSoftDeleted => Row is { } row && !SoftDeletion.IsShown(row);

    /// <summary>The message as the index has it; null until it was saved once, and for an embedded message.</summary>
    public ItemRow? Row { get; private set; }

    /// <summary>Properties that were set or removed since the message was opened or saved.</summary>
    internal HashSet<ushort> ChangedProperties { get; } = [];

    /// <summary>Properties, recipients and attachments as they are now.</summary>
    internal PropertyBag Bag => _bag;

    public bool HasNamedProperties => _bag.Any(v => v.Tag.IsNamed);

    public IReadOnlyList<RecipientEntry> Recipients => _recipients;

    public IReadOnlyList<AttachmentObject> Attachments => _attachments;

    /// <summary>Something differs from what is stored.</summary>
    public bool IsChanged => _isChanged || ChangedProperties.Count > 0 || _attachments.Exists(a => a.IsChanged || (a.IsEmbeddedOpen && a.Embedded!.IsChanged));

    /// <summary>Recipients or attachments differ from what is stored.</summary>
    internal bool HasOtherParts => _isChanged || _attachments.Exists(a => a.IsChanged || (a.IsEmbeddedOpen && a.Embedded!.IsChanged));

    /// <summary>The open object that the message was read from, an iCalendar object or a vCard with its ETag; null where it was read from none.</summary>
    internal StoredItem? Stored { get; set; }

    /// <summary>Names a new object of a collection from its first saving on, however often that is tried; null before.</summary>
    internal Guid? StorageKey { get; set; }

    /// <summary>Handed to the transport already.</summary>
    public bool IsSubmitted { get; internal set; }

    /// <summary>Not sent yet: a draft.</summary>
    public bool IsUnsent => ((Get(PidTag.MessageFlags) as int? ?? 0) & MessageFlags.Unsent) != 0;

    RowSet IRowSource.Current => _attachmentRows ??= new RowSet(_attachments.ConvertAll(a => a.ToRow()));

    public override IEnumerable<PropertyTag> Tags => _bag.Select(v => v.Tag)
        .Concat(Row?.Tags ?? [])
        .Concat(MessageProperties.ComputedTags)
        .DistinctBy(t => t.Id)
        .Where(t => Get(t) is not null);

    public override object? Get(PropertyTag tag)
    {
        if (MessageProperties.Compute(this, tag.Id) is { } computed)
            return tag.Type == PropertyType.Unspecified || PropertyTypes.Of(computed) == tag.Unicode.Type ? computed : null;
        if (_bag.TryGet(tag, out var value))
            return value;
        return ChangedProperties.Contains(tag.Id) ? null : Row?.Get(tag);
    }

    public override ErrorCode Set(PropertyTag tag, object value)
    {
        if (MessageProperties.IsReadOnly(tag.Id))
            return ErrorCode.Computed;
        _bag.Set(tag, value);
        ChangedProperties.Add(tag.Id);
        MessageProperties.KeepSubjectWhole(_bag, ChangedProperties, tag.Id);
        return ErrorCode.Success;
    }

    public override ErrorCode Remove(PropertyTag tag)
    {
        if (MessageProperties.IsReadOnly(tag.Id))
            return ErrorCode.Computed;
        _bag.Remove(tag);
        ChangedProperties.Add(tag.Id);
        return ErrorCode.Success;
    }

    /// <summary>Replaces, adds or removes recipients by row id; a null bag removes.</summary>
    public ErrorCode ModifyRecipients(IEnumerable<(uint RowId, PropertyBag? Properties)> rows)
    {
        foreach (var (rowId, properties) in rows)
        {
            var at = _recipients.FindIndex(r => r.RowId == rowId);
            if (properties is null)
            {
                if (at >= 0)
                    _recipients.RemoveAt(at);
            }
            else if (at >= 0)
            {
                _recipients[at] = new RecipientEntry(rowId, properties);
            }
            else if (_recipients.Count < MaxRecipients)
            {
                _recipients.Add(new RecipientEntry(rowId, properties));
            }
            else
            {
                return ErrorCode.TooComplex;
            }
        }

        _isChanged = true;
        return ErrorCode.Success;
    }

    public void RemoveAllRecipients()
    {
        _recipients.Clear();
        _isChanged = true;
    }

    /// <summary>Adds an empty attachment with the next free number; null where the message has as many as it may.</summary>
    public AttachmentObject? CreateAttachment()
    {
        if (_attachments.Count >= MaxAttachments)
            return null;
        var bag = new PropertyBag();
        var now = FileTime.From(Mailbox.Time.GetUtcNow());
        bag[PidTag.CreationTime] = now;
        bag[PidTag.LastModificationTime] = now;
        bag[PidTag.AttachMethod] = 1;
        bag[PidTag.RenderingPosition] = -1;
        var attachment = new AttachmentObject(_attachments.Count == 0 ? 0 : _attachments.Max(a => a.Number) + 1, bag, null, null);
        AddAttachment(attachment);
        return attachment;
    }

    public AttachmentObject? FindAttachment(uint number) => _attachments.Find(a => a.Number == number);

    public bool DeleteAttachment(uint number)
    {
        var removed = _attachments.RemoveAll(a => a.Number == number) > 0;
        if (removed)
            AttachmentsChanged();
        return removed;
    }

    /// <summary>Makes a new message inside an attachment.</summary>
    public MessageObject CreateEmbedded(AttachmentObject attachment)
    {
        var embedded = new MessageObject(Mailbox, FolderId, null, false, MessageProperties.New(Mailbox), [], [], null);
        attachment.SetEmbedded(embedded);
        return embedded;
    }

    /// <summary>The message has been stored and is what <paramref name="row"/> says.</summary>
    internal void Saved(ItemRow row)
    {
        Row = row;
        MarkSaved();
    }

    private void MarkSaved()
    {
        _isChanged = false;
        ChangedProperties.Clear();
        foreach (var attachment in _attachments)
        {
            attachment.MarkSaved();
            if (attachment.IsEmbeddedOpen)
                attachment.Embedded!.MarkSaved();
        }
    }

    /// <summary>Takes over what the index has of the message now: flags that were set beside it.</summary>
    public void RefreshRow()
    {
        if (Row is { } row && Mailbox.Index.Loaded(row.Record.FolderId)?.Find(row.RowId) is { } now)
            Row = now;
    }

    /// <summary>Lets go of the stored content that attachments are read from.</summary>
    public void Release() => _content?.Dispose();

    private void AddAttachment(AttachmentObject attachment)
    {
        _attachments.Add(attachment);
        AttachmentsChanged();
    }

    private void AttachmentsChanged()
    {
        _attachmentRows = null;
        _isChanged = true;
    }
}
