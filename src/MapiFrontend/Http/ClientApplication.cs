namespace Mapigate.MapiFrontend.Http;

/// <summary>The client as it names itself in X-ClientApplication, for example <c>Outlook/16.0.4266.1001</c>. [MS-OXCMAPIHTTP] 2.2.3.3.6</summary>
/// <param name="Name">The part before the slash.</param>
/// <param name="Version">The part behind; null where it is none.</param>
internal sealed record ClientApplication(string Name, Version? Version)
{
    public static readonly ClientApplication Unknown = new("", null);

    public static ClientApplication Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return Unknown;
        var slash = header.IndexOf('/');
        if (slash < 0)
            return new ClientApplication(header, null);
        return new ClientApplication(header[..slash], Version.TryParse(header.AsSpan(slash + 1), out var version) ? version : null);
    }

    public override string ToString() => Version is null ? Name : $"{Name}/{Version}";
}
