namespace Mapigate.Mapi.Client.Transport;

/// <summary>The cookies of one session context; safe for requests that run in parallel. [MS-OXCMAPIHTTP] 2.2.3.2.3 and 3.1.5.1</summary>
internal sealed class SessionCookies
{
    private const int MaxCookies = 50;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The value of the Cookie header; null where there is none.</summary>
    public string? Header
    {
        get
        {
            lock (_lock)
                return _values.Count == 0 ? null : string.Join("; ", _values.Select(static cookie => $"{cookie.Key}={cookie.Value}"));
        }
    }

    /// <summary>Takes the cookies of a response's Set-Cookie headers.</summary>
    /// <param name="headers">Values of Set-Cookie.</param>
    /// <param name="onlyNew">Keeps the value of a cookie that is known: the response to a long wait carries what the requests beside it have replaced since.</param>
    public void Take(IEnumerable<string> headers, bool onlyNew)
    {
        lock (_lock)
        {
            foreach (var header in headers)
            {
                var end = header.IndexOf(';', StringComparison.Ordinal);
                var pair = end < 0 ? header : header[..end];
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0)
                    continue;
                var name = pair[..equals].Trim();
                if (_values.ContainsKey(name) ? !onlyNew : _values.Count < MaxCookies)
                    _values[name] = pair[(equals + 1)..].Trim();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
            _values.Clear();
    }
}
