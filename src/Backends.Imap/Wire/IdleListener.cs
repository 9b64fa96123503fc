namespace Mapigate.Backends.Imap.Wire;

/// <summary>Learns what the server tells while it idles.</summary>
internal delegate void IdleListener(in UntaggedResponse response);
