using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcRpc;

public class AuxiliaryBlockTests
{
    [Fact]
    public void Blocks_of_a_connect_response_are_read_back()
    {
        AuxiliaryBlock[] blocks =
        [
            AuxiliaryBlock.OrganizationInfo(OrganizationFlags.None),
            AuxiliaryBlock.ClientControl(ClientControlFlags.EnableCompression | ClientControlFlags.EnableHttpTunneling, 604_800_000),
            AuxiliaryBlock.ServerCapabilities(ServerCapabilityFlags.PackedFastTransferUploadBuffers | ServerCapabilityFlags.PackedWriteStreamUploadBuffers),
            AuxiliaryBlock.EndpointCapabilities(EndpointCapabilityFlags.SingleEndpoint),
        ];
        using var writer = new WireWriter();
        foreach (var block in blocks)
            block.Write(writer);
        Assert.Equal("0800011700000000" + "0C00010A0C00000000840C24" + "0800014603000000" + "0800014801000000", Convert.ToHexString(writer.Written));
        Assert.Equal(blocks.Select(block => block.Type), AuxiliaryBlock.ReadAll(writer.ToArray()).Select(block => block.Type));
    }

    [Fact]
    public void Damaged_end_is_passed_over()
    {
        var whole = Convert.FromHexString("0800011700000000" + "0600014A1122");
        Assert.Equal([AuxiliaryBlockType.ExOrgInfo, AuxiliaryBlockType.ClientConnectionInfo], AuxiliaryBlock.ReadAll(whole).Select(block => block.Type));
        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(length < 8 ? 0 : 1, AuxiliaryBlock.ReadAll(whole.AsMemory(0, length)).Count);
        Assert.Empty(AuxiliaryBlock.ReadAll(Convert.FromHexString("0300011700000000")));
    }

    [Fact]
    public void Blocks_beyond_the_limit_are_passed_over() =>
        Assert.Equal(AuxiliaryBlock.MaxCount, AuxiliaryBlock.ReadAll(Enumerable.Repeat(new byte[] { 4, 0, 1, 1 }, 1000).SelectMany(b => b).ToArray()).Count);
}
