using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcMapiHttp;

public class MailboxBodyTests
{
    private static readonly byte[] Aux = [1, 2, 3];

    [Fact]
    public void ConnectRequest_any_round_trips() => Bodies.RoundTrips(new ConnectRequest("/o=Org/cn=alice", 0, 1252, 0x409, 0x409, Aux));

    [Fact]
    public void ConnectResponse_any_round_trips() => Bodies.RoundTrips(new ConnectResponse(ErrorCode.Success, 60000, 6, 10000, "/o=Org", "Alice Ångström", Aux));

    [Fact]
    public void ExecuteRequest_any_round_trips() => Bodies.RoundTrips(new ExecuteRequest(3, [9, 8, 7, 6], 0x10008, Aux));

    [Fact]
    public void ExecuteResponse_any_round_trips() => Bodies.RoundTrips(new ExecuteResponse(ErrorCode.Success, 0, [9, 8], Aux));

    [Fact]
    public void DisconnectRequest_any_round_trips() => Bodies.RoundTrips(new DisconnectRequest(Aux));

    [Fact]
    public void DisconnectResponse_any_round_trips() => Bodies.RoundTrips(new DisconnectResponse(ErrorCode.Success, Aux));

    [Fact]
    public void NotificationWaitRequest_any_round_trips() => Bodies.RoundTrips(new NotificationWaitRequest(0, Aux));

    [Fact]
    public void NotificationWaitResponse_any_round_trips() => Bodies.RoundTrips(new NotificationWaitResponse(ErrorCode.Success, true, Aux));

    [Fact]
    public void ConnectRequest_by_the_field_table_has_these_bytes()
    {
        // Laid out by hand from the field table of [MS-OXCMAPIHTTP] 2.2.4.1.1.
        var bytes = Convert.FromHexString("2F6F3D4100" + "01000000" + "E4040000" + "09040000" + "07040000" + "02000000" + "AABB");
        Assert.Equal(bytes, Bodies.Write(new ConnectRequest("/o=A", 1, 1252, 0x409, 0x407, [0xAA, 0xBB])));
    }

    [Fact]
    public void ConnectResponse_by_the_field_table_has_these_bytes()
    {
        // Laid out by hand from the field table of [MS-OXCMAPIHTTP] 2.2.4.1.2.
        var bytes = Convert.FromHexString("00000000" + "00000000" + "60EA0000" + "06000000" + "10270000" + "00" + "4100E9000000" + "00000000");
        Assert.Equal(bytes, Bodies.Write(new ConnectResponse(ErrorCode.Success, 60000, 6, 10000, string.Empty, "Aé", [])));
    }

    [Fact]
    public void Success_body_with_a_status_is_refused()
    {
        var bytes = Bodies.Write(new DisconnectResponse(ErrorCode.Success, []));
        bytes[0] = 5;
        Assert.Throws<WireFormatException>(() => Bodies.Read<DisconnectResponse>(bytes));
    }

    [Fact]
    public void Failure_is_found_by_its_status()
    {
        using var writer = new WireWriter();
        new FailureResponse(0x80004005, Aux).Write(writer);
        var failure = FailureResponse.Find(writer.Written);
        Assert.NotNull(failure);
        Assert.Equal(0x80004005u, failure.StatusCode);
        Assert.Equal(Aux, failure.AuxiliaryBuffer);
        Assert.Null(FailureResponse.Find(Bodies.Write(new DisconnectResponse(ErrorCode.UnknownUser, []))));
        Assert.Throws<WireFormatException>(() => FailureResponse.Find([1, 0, 0]));
    }

    [Fact]
    public void Buffer_longer_than_the_body_is_refused_before_it_is_made()
    {
        var bytes = Convert.FromHexString("00000000" + "FFFFFFFF");
        Assert.Throws<WireFormatException>(() => Bodies.Read<ExecuteRequest>(bytes));
    }
}
