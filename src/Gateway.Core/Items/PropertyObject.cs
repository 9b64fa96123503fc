using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Something with properties that a client has open: a message, an attachment, a folder, the mailbox itself.</summary>
public abstract class PropertyObject
{
    /// <summary>The value of a property of that type (the two string types are one, Unspecified is any), or null where there is none.</summary>
    public abstract object? Get(PropertyTag tag);

    /// <summary>Tags of all properties that the object has.</summary>
    public abstract IEnumerable<PropertyTag> Tags { get; }

    /// <summary>Sets a property; it becomes durable as the object's kind says (at once for folders, at saving for messages).</summary>
    /// <returns>Success, or why the property keeps its value.</returns>
    public abstract ErrorCode Set(PropertyTag tag, object value);

    /// <summary>Removes a property. Removing what is not there succeeds.</summary>
    public abstract ErrorCode Remove(PropertyTag tag);

    /// <summary>Opens the value of a string or binary property for reading as a stream; null where there is none.</summary>
    public virtual Stream? OpenValue(PropertyTag tag) => PropertyStreams.Open(Get(tag), tag);

    /// <summary>Takes the content of a stream that was written to a property.</summary>
    public virtual ErrorCode SetValue(PropertyTag tag, SpooledStream content) =>
        PropertyStreams.ReadValue(content, tag) is { } value ? Set(tag, value) : ErrorCode.NotSupported;
}
