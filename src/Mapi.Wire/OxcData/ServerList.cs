using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The servers that hold replicas of a public folder, cheapest first. [MS-OXCROPS] 2.2.3.6.2, 2.2.4.1.2</summary>
/// <param name="CheapServerCount">How many of the first names have the lowest cost.</param>
/// <param name="Servers">Legacy distinguished names.</param>
public sealed record ServerList(ushort CheapServerCount, string[] Servers)
{
    internal static ServerList Read(ref WireReader reader)
    {
        var servers = new string[reader.CheckCount(reader.ReadUInt16(), 1)];
        var cheap = reader.ReadUInt16();
        for (var i = 0; i < servers.Length; i++)
            servers[i] = reader.ReadString8Z();
        return new ServerList(cheap, servers);
    }

    internal void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Servers.Length));
        writer.WriteUInt16(CheapServerCount);
        foreach (var server in Servers)
            writer.WriteString8Z(server);
    }
}
