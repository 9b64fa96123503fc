using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcRops;

/// <summary>The bytes that the documents give as examples.</summary>
public class DocumentExampleTests
{
    [Fact]
    public void Query_rows_request_has_the_bytes_of_oxctabl_4_5_3_1() =>
        Request("15 00 00 00 01 32 00", new RopRequestHeader(RopId.QueryRows, 0, 0), new RopQueryRowsRequest(QueryRowsFlags.Advance, true, 50));

    [Fact]
    public void Sort_table_response_has_the_bytes_of_oxctabl_4_3_2() =>
        Response("13 01 00 00 00 00 00", new RopResponseHeader(RopId.SortTable, 1, ErrorCode.Success), new RopSortTableResponse(TableStatus.Complete));

    [Fact]
    public void Move_folder_request_has_the_bytes_of_oxcfold_4_5_1() =>
        Request(
            "35 00 01 02 01 01 01 00 00 00 0E 8E DF 36 46 00 6F 00 6C 00 64 00 65 00 72 00 31 00 00 00",
            new RopRequestHeader(RopId.MoveFolder, 0, 1),
            new RopMoveFolderRequest(2, true, true, new FolderId(1, new GlobalCounter(0x00000E8EDF36)), "Folder1"));

    [Fact]
    public void Save_changes_message_request_has_the_bytes_of_oxcmsg_4_8_1() =>
        Request("0C 00 00 01 0A", new RopRequestHeader(RopId.SaveChangesMessage, 0, 0), new RopSaveChangesMessageRequest(1, SaveFlags.KeepOpenReadWrite | SaveFlags.DelayedCall));

    [Fact]
    public void Open_stream_request_has_the_bytes_of_oxcperm_4_1() =>
        Request("2B 00 01 02 1F 00 6A 0E 00", new RopRequestHeader(RopId.OpenStream, 0, 1), new RopOpenStreamRequest(2, PidTag.SecurityDescriptorAsXml, OpenStreamFlags.ReadOnly));

    [Fact]
    public void Open_stream_failure_has_the_bytes_of_oxcperm_4_1()
    {
        using var writer = new WireWriter();
        new RopResponseHeader(RopId.OpenStream, 2, ErrorCode.NotSupported).Write(writer);
        Assert.Equal("2B0202010480", Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Set_properties_request_has_the_bytes_of_oxcprpt_4_2_1()
    {
        const string bytes = "0A 00 00 24 00 02 00 1F 00 3D 00 00 00 1F 00 1D 0E 48 00 65 00 6C 00 6C 00 6F 00 20 00 57 00 6F 00 72 00 6C 00 64 00 00 00";
        Request(bytes, new RopRequestHeader(RopId.SetProperties, 0, 0), new RopSetPropertiesRequest([new(PidTag.SubjectPrefix, string.Empty), new(PidTag.NormalizedSubject, "Hello World")]));
    }

    private static void Request<T>(string bytes, RopRequestHeader header, T request)
        where T : struct, IRopRequest<T>
    {
        using var writer = new WireWriter();
        header.Write(writer);
        request.Write(writer);
        var wanted = bytes.Replace(" ", string.Empty, StringComparison.Ordinal);
        Assert.Equal(wanted, Convert.ToHexString(writer.Written));

        var reader = new WireReader(Convert.FromHexString(wanted));
        Assert.Equal(header, RopRequestHeader.Read(ref reader));
        Assert.Equal(T.RopId, header.RopId);
        using var again = new WireWriter();
        T.Read(ref reader).Write(again);
        Assert.Equal(wanted[6..], Convert.ToHexString(again.Written));
    }

    private static void Response<T>(string bytes, RopResponseHeader header, T response)
        where T : struct, IRopResponse<T>
    {
        using var writer = new WireWriter();
        header.Write(writer);
        response.Write(writer);
        var wanted = bytes.Replace(" ", string.Empty, StringComparison.Ordinal);
        Assert.Equal(wanted, Convert.ToHexString(writer.Written));
        var reader = new WireReader(Convert.FromHexString(wanted));
        Assert.Equal(header, RopResponseHeader.Read(ref reader));
        Assert.Equal(response, T.Read(ref reader));
    }
}
