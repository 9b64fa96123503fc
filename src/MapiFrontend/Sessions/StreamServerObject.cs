using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>A property opened as a stream. What is written reaches the property with a commit, or when the stream is released. [MS-OXCPRPT] 3.2.5.11</summary>
/// <param name="holder">Whose property; a message's or attachment's is saved with it, a folder's at the commit.</param>
/// <param name="tag">The property.</param>
/// <param name="content">What is read; for writing a <see cref="SpooledStream"/>.</param>
/// <param name="isWritable">Opened for writing.</param>
internal sealed class StreamServerObject(ServerObject holder, PropertyTag tag, Stream content, bool isWritable) : ServerObject
{
    /// <summary>Most bytes of one property. Longer values do not fit the 32-bit sizes of the operations.</summary>
    public const long MaxSize = int.MaxValue;

    private bool _isChanged;

    public override LogonObject Logon => holder.Logon;

    public PropertyTag Tag => tag;

    public Stream Content => content;

    public bool IsWritable => isWritable;

    /// <summary>Bytes of the content, whatever the position.</summary>
    public long Length => content.Length;

    public async ValueTask<ErrorCode> WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (!IsWritable)
            return ErrorCode.StreamAccessDenied;
        if (content.Position + data.Length > Limit)
            return ErrorCode.TooComplex;
        _isChanged = true;
        await content.WriteAsync(data, cancellationToken);
        return ErrorCode.Success;
    }

    public ErrorCode SetSize(ulong size)
    {
        if (!IsWritable)
            return ErrorCode.StreamAccessDenied;
        if (size > (ulong)Limit)
            return ErrorCode.StreamSeekError;
        _isChanged = true;
        content.SetLength((long)size);
        return ErrorCode.Success;
    }

    public async ValueTask<ErrorCode> CommitAsync(CancellationToken cancellationToken)
    {
        if (!_isChanged || content is not SpooledStream written || holder is not IPropertyHolder owner)
            return ErrorCode.Success;
        var error = owner.Properties.SetValue(tag, written);
        if (error != ErrorCode.Success)
            return error;
        _isChanged = false;
        await owner.PersistAsync(cancellationToken);
        return ErrorCode.Success;
    }

    public override async ValueTask DisposeAsync()
    {
        await CommitAsync(CancellationToken.None);
        await content.DisposeAsync();
        await base.DisposeAsync();
    }

    private long Limit => Math.Min(MaxSize, holder.Logon.Mailbox.Options.MaxMessageSize);
}
