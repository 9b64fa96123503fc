using Mapigate.Mapi.Client.Stores;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>One appearance of an item: the version of it that lies in a folder.</summary>
internal readonly record struct Occurrence(SpecialFolder Folder, int Version)
{
    public override string ToString() => $"{Folder} v{Version}";
}
