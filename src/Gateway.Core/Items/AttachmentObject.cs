using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>An attachment of an open message. [MS-OXCMSG] 2.2.2</summary>
public sealed class AttachmentObject : PropertyObject
{
    private readonly PropertyBag _bag;
    private readonly Lazy<MessageObject>? _converted;
    private Func<Stream>? _openContent;
    private MessageObject? _embedded;

    internal AttachmentObject(uint number, PropertyBag bag, Func<Stream>? openContent, Lazy<MessageObject>? embedded)
    {
        Number = number;
        _bag = bag;
        _openContent = openContent;
        _converted = embedded;
    }

    /// <summary>PidTagAttachNumber.</summary>
    public uint Number { get; }

    public PropertyBag Properties => _bag;

    /// <summary>Changed since the message was opened.</summary>
    internal bool IsChanged { get; private set; }

    /// <summary>PidTagAttachMethod says that the attachment is a message.</summary>
    public bool IsEmbeddedMessage => _embedded is not null || _converted is not null || _bag.Get<int>(PidTag.AttachMethod) == 5;

    public override IEnumerable<PropertyTag> Tags => _bag.Select(v => v.Tag).Append(PidTag.AttachNumber).DistinctBy(t => t.Id);

    /// <summary>The embedded message; null where there is none.</summary>
    public MessageObject? Embedded => _embedded ??= _converted?.Value;

    /// <summary>The embedded message has been looked at, and may have been changed.</summary>
    internal bool IsEmbeddedOpen => _embedded is not null;

    internal void MarkSaved() => IsChanged = false;

    public override object? Get(PropertyTag tag)
    {
        if (tag.Id == PidTag.AttachNumber.Id)
            return (int)Number;
        if (_bag.TryGet(tag, out var value))
            return value;
        return tag == PidTag.AttachDataBinary && OpenContent() is { } content ? ReadAll(content) : null;
    }

    public override ErrorCode Set(PropertyTag tag, object value)
    {
        if (tag.Id == PidTag.AttachNumber.Id)
            return ErrorCode.Computed;
        IsChanged = true;
        if (tag == PidTag.AttachDataBinary)
            SetContent((byte[])value);
        else
            _bag.Set(tag, value);
        return ErrorCode.Success;
    }

    public override ErrorCode Remove(PropertyTag tag)
    {
        IsChanged = true;
        if (tag.Id == PidTag.AttachDataBinary.Id)
            _openContent = null;
        _bag.Remove(tag);
        return ErrorCode.Success;
    }

    /// <summary>Opens the content anew; null where there is none.</summary>
    public Stream? OpenContent() => _openContent?.Invoke();

    public override Stream? OpenValue(PropertyTag tag) => tag == PidTag.AttachDataBinary ? OpenContent() : base.OpenValue(tag);

    public override ErrorCode SetValue(PropertyTag tag, SpooledStream content)
    {
        if (tag != PidTag.AttachDataBinary)
            return base.SetValue(tag, content);
        IsChanged = true;
        SetContent(content.ToArray());
        return ErrorCode.Success;
    }

    /// <summary>Makes the attachment a message.</summary>
    internal void SetEmbedded(MessageObject message)
    {
        IsChanged = true;
        _embedded = message;
        _bag[PidTag.AttachMethod] = 5;
    }

    private void SetContent(byte[] content)
    {
        _openContent = () => new MemoryStream(content, writable: false);
        _bag[PidTag.AttachSize] = content.Length;
    }

    private static byte[] ReadAll(Stream content)
    {
        using (content)
        {
            using var memory = new MemoryStream();
            content.CopyTo(memory);
            return memory.ToArray();
        }
    }

    /// <summary>The attachment as a row of the attachment table.</summary>
    public TableRow ToRow() => new Row(this);

    private sealed class Row(AttachmentObject attachment) : TableRow
    {
        public override ulong RowId => attachment.Number;

        public override IEnumerable<PropertyTag> Tags => attachment.Tags;

        public override object? Get(PropertyTag tag) => attachment.Get(tag);
    }
}
