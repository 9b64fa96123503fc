namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>
/// The messages that the gateway has just put into a folder itself, by the UID that the server told, else by their Message-ID and size, which a copy keeps.
/// Each is found once. Not thread-safe.
/// </summary>
internal sealed class OwnMessages
{
    public static readonly OwnMessages None = new();

    private readonly Dictionary<uint, OwnMessage> _byUid = [];
    private readonly Dictionary<(string MessageId, long? Size), OwnMessage> _byContent = [];

    public void Add(uint uid, OwnMessage message) => _byUid[uid] = message;

    /// <param name="messageId">Message-ID with its angle brackets.</param>
    /// <param name="size">Size at the server; null where the message is so new that the server's count is not known.</param>
    /// <param name="message">What is known of the message.</param>
    public void Add(string messageId, long? size, OwnMessage message) => _byContent[(messageId, size)] = message;

    public OwnMessage? Take(uint uid, string? messageId, long size)
    {
        if (_byUid.Remove(uid, out var own))
            return own;
        return messageId is not null && (_byContent.Remove((messageId, size), out own) || _byContent.Remove((messageId, null), out own)) ? own : null;
    }
}
