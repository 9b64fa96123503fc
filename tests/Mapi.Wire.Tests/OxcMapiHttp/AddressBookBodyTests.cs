using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcMapiHttp;

public class AddressBookBodyTests
{
    private static readonly byte[] Aux = [1, 2, 3];
    private static readonly Stat State = new(SortType.DisplayName, new(0), MinimalEntryId.Current, -3, 4, 5, 1252, 0x409, 0x407);
    private static readonly PropertyTag DisplayName = new(0x3001, PropertyType.String);
    private static readonly PropertyTag DisplayName8 = new(0x3001, PropertyType.String8);
    private static readonly PropertyTag ObjectType = new(0x0FFE, PropertyType.Integer32);
    private static readonly PropertyTag EntryId = new(0x0FFF, PropertyType.Binary);
    private static readonly PropertyTag Addresses = new(0x800F, PropertyType.MultipleString);
    private static readonly PropertyTag Certificates = new(0x8C6A, PropertyType.MultipleBinary);
    private static readonly PropertyTag Anything = new(0x3A00, PropertyType.Unspecified);
    private static readonly MinimalEntryId[] Ids = [new(0x10), new(0x11)];
    private static readonly PropertyTag[] Columns = [DisplayName, ObjectType, Addresses, Anything];

    private static readonly AddressBookTable Table = new(
        Columns,
        [
            new AddressBookPropertyRow([
                new(DisplayName, "Ann"), new(ObjectType, 6), new(Addresses, new[] { "SMTP:a@x", "smtp:b@x" }), new(Anything.WithType(PropertyType.Boolean), true)]),
            new AddressBookPropertyRow([
                new(DisplayName, "Bob"), new(ObjectType, 6), new(Addresses.WithType(PropertyType.ErrorCode), ErrorCode.NotFound), new(Anything.WithType(PropertyType.String), "bob")]),
        ]);

    private static readonly PropertyValue[] Values =
    [
        new(DisplayName8, "Zoë"), new(EntryId, new byte[] { 1, 2 }), new(Certificates, new byte[][] { [1], [] }), new(ObjectType.WithType(PropertyType.ErrorCode), ErrorCode.NotFound),
    ];

    private static readonly Restriction Filter = new AndRestriction(
    [
        new PropertyRestriction(RelationalOperator.Equal, DisplayName8, new(DisplayName8, "ann")),
        new OrRestriction([new ExistRestriction(EntryId), new PropertyRestriction(RelationalOperator.Equal, EntryId, new(EntryId, new byte[] { 5, 6 }))]),
        new NotRestriction(new ContentRestriction(FuzzyLevelLow.Prefix, FuzzyLevelHigh.IgnoreCase, DisplayName, new(DisplayName, "ÿl"))),
    ]);

    [Fact]
    public void Bind_any_round_trips()
    {
        Bodies.RoundTrips(new BindRequest(0, State, Aux));
        Bodies.RoundTrips(new BindRequest(0x20, null, []));
        Bodies.RoundTrips(new BindResponse(ErrorCode.Success, NspiProvider.Guid, Aux));
    }

    [Fact]
    public void Unbind_any_round_trips()
    {
        Bodies.RoundTrips(new UnbindRequest(0, Aux));
        Bodies.RoundTrips(new UnbindResponse((ErrorCode)1, Aux));
    }

    [Fact]
    public void CompareMinIds_any_round_trips()
    {
        Bodies.RoundTrips(new CompareMinIdsRequest(0, State, new(0x10), new(0x20), Aux));
        Bodies.RoundTrips(new CompareMinIdsResponse(ErrorCode.Success, -1, Aux));
    }

    [Fact]
    public void DnToMinId_any_round_trips()
    {
        Bodies.RoundTrips(new DnToMinIdRequest(0, ["/o=A/cn=x", string.Empty], Aux));
        Bodies.RoundTrips(new DnToMinIdRequest(0, null, Aux));
        Bodies.RoundTrips(new DnToMinIdResponse(ErrorCode.Success, Ids, Aux));
        Bodies.RoundTrips(new DnToMinIdResponse(ErrorCode.GeneralFailure, null, Aux));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetMatchesRequest_with_either_filter_format_round_trips(bool marked)
    {
        var request = new GetMatchesRequest(0, State, Ids, 0, Filter, (PropertySets.Common, 0x8004), 50, Columns, Aux) { FilterIsMarked = marked };
        Bodies.RoundTrips(request);
        var read = Bodies.Read<GetMatchesRequest>(Bodies.Write(request));
        Assert.Equal(marked, read.FilterIsMarked);
        var and = Assert.IsType<AndRestriction>(read.Filter);
        Assert.Equal("ann", Assert.IsType<PropertyRestriction>(and.Restrictions[0]).Value.Value);
        var content = Assert.IsType<ContentRestriction>(Assert.IsType<NotRestriction>(and.Restrictions[2]).Restriction);
        Assert.Equal("ÿl", content.Value.Value);
    }

    [Fact]
    public void GetMatches_any_round_trips()
    {
        Bodies.RoundTrips(new GetMatchesRequest(0, null, null, 0, null, null, 50, null, []));
        Bodies.RoundTrips(new GetMatchesResponse(ErrorCode.Success, State, Ids, Table, Aux));
        Bodies.RoundTrips(new GetMatchesResponse(ErrorCode.TableTooBig, null, null, null, []));
    }

    [Fact]
    public void GetPropList_any_round_trips()
    {
        Bodies.RoundTrips(new GetPropListRequest(RetrievePropertyFlags.SkipObjects, Ids[0], 1252, Aux));
        Bodies.RoundTrips(new GetPropListResponse(ErrorCode.Success, Columns, Aux));
    }

    [Fact]
    public void GetProps_any_round_trips()
    {
        Bodies.RoundTrips(new GetPropsRequest(RetrievePropertyFlags.EphemeralIds, State, Columns, Aux));
        Bodies.RoundTrips(new GetPropsResponse(ErrorCode.ErrorsReturned, 1252, Values, Aux));
    }

    [Fact]
    public void GetProps_values_keep_their_meaning()
    {
        var read = Bodies.Read<GetPropsResponse>(Bodies.Write(new GetPropsResponse(ErrorCode.ErrorsReturned, 1252, Values, Aux)));
        Assert.Equal("Zoë", read.PropertyValues![0].Value);
        Assert.Equal(new byte[] { 1, 2 }, read.PropertyValues[1].Value);
        Assert.Equal(ErrorCode.NotFound, read.PropertyValues[3].Value);
    }

    [Fact]
    public void GetPropsResponse_by_the_field_table_has_these_bytes()
    {
        // Laid out by hand from [MS-OXCMAPIHTTP] 2.2.1.1, 2.2.1.3 and 2.2.5.7.2.
        var bytes = Convert.FromHexString(
            "00000000" + "00000000" + "E4040000" + "FF" + "03000000"
            + "1F000130" + "FF" + "41000000"
            + "0201FF0F" + "FF" + "02000000" + "0102"
            + "1F100F80" + "FF" + "01000000" + "FF" + "61000000"
            + "00000000");
        PropertyValue[] values = [new(DisplayName, "A"), new(EntryId, new byte[] { 1, 2 }), new(Addresses, new[] { "a" })];
        Assert.Equal(bytes, Bodies.Write(new GetPropsResponse(ErrorCode.Success, 1252, values, [])));
    }

    [Fact]
    public void Value_that_is_not_there_reads_as_not_found()
    {
        var bytes = Convert.FromHexString("00000000" + "00000000" + "E4040000" + "FF" + "01000000" + "1F000130" + "00" + "00000000");
        var value = Assert.Single(Bodies.Read<GetPropsResponse>(bytes).PropertyValues!);
        Assert.Equal(new PropertyTag(0x3001, PropertyType.ErrorCode), value.Tag);
        Assert.Equal(ErrorCode.NotFound, value.Value);
    }

    [Fact]
    public void HasValue_other_than_true_and_false_is_refused()
    {
        var bytes = Convert.FromHexString("00000000" + "00000000" + "E4040000" + "FF" + "01000000" + "1F000130" + "01" + "41000000" + "00000000");
        Assert.Throws<WireFormatException>(() => Bodies.Read<GetPropsResponse>(bytes));
    }

    [Fact]
    public void GetSpecialTable_any_round_trips()
    {
        Bodies.RoundTrips(new GetSpecialTableRequest(SpecialTableFlags.UnicodeStrings, State, 7, Aux));
        Bodies.RoundTrips(new GetSpecialTableResponse(ErrorCode.Success, 1252, 7, [Values, []], Aux));
        Bodies.RoundTrips(new GetSpecialTableResponse(ErrorCode.Success, 1252, null, null, Aux));
    }

    [Fact]
    public void GetTemplateInfo_any_round_trips()
    {
        Bodies.RoundTrips(new GetTemplateInfoRequest(TemplateInfoFlags.Template, DisplayType.MailUser, "/o=A", 1252, 0x409, Aux));
        Bodies.RoundTrips(new GetTemplateInfoResponse(ErrorCode.Success, 1252, Values, Aux));
    }

    [Fact]
    public void ModLinkAtt_any_round_trips()
    {
        Bodies.RoundTrips(new ModLinkAttRequest(ModLinkAttFlags.Delete, EntryId, Ids[0], [[1, 2], []], Aux));
        Bodies.RoundTrips(new ModLinkAttResponse(ErrorCode.AccessDenied, Aux));
    }

    [Fact]
    public void ModProps_any_round_trips()
    {
        Bodies.RoundTrips(new ModPropsRequest(0, State, Columns, Values, Aux));
        Bodies.RoundTrips(new ModPropsResponse(ErrorCode.Success, Aux));
    }

    [Fact]
    public void QueryColumns_any_round_trips()
    {
        Bodies.RoundTrips(new QueryColumnsRequest(0, QueryColumnsFlags.UnicodePropertyTypes, Aux));
        Bodies.RoundTrips(new QueryColumnsResponse(ErrorCode.Success, Columns, Aux));
    }

    [Fact]
    public void QueryRows_any_round_trips()
    {
        Bodies.RoundTrips(new QueryRowsRequest(RetrievePropertyFlags.None, State, Ids, 22, Columns, Aux));
        Bodies.RoundTrips(new QueryRowsResponse(ErrorCode.Success, State, Table, Aux));
    }

    [Fact]
    public void Row_with_a_fault_keeps_the_other_values()
    {
        var table = Bodies.Read<QueryRowsResponse>(Bodies.Write(new QueryRowsResponse(ErrorCode.Success, State, Table, Aux))).Table!;
        Assert.Equal("Bob", table.Rows[1].Values[0].Value);
        Assert.Equal(ErrorCode.NotFound, table.Rows[1].Values[2].Value);
        Assert.Equal("bob", table.Rows[1].Values[3].Value);
        Assert.Equal(true, table.Rows[0].Values[3].Value);
    }

    [Fact]
    public void ResolveNames_any_round_trips()
    {
        Bodies.RoundTrips(new ResolveNamesRequest(0, State, Columns, ["=SMTP:ann@x", "é"], Aux));
        Bodies.RoundTrips(new ResolveNamesResponse(ErrorCode.Success, 1252, [MinimalEntryId.Resolved, MinimalEntryId.Ambiguous], Table, Aux));
    }

    [Fact]
    public void ResortRestriction_any_round_trips()
    {
        Bodies.RoundTrips(new ResortRestrictionRequest(0, State, Ids, Aux));
        Bodies.RoundTrips(new ResortRestrictionResponse(ErrorCode.Success, State, Ids, Aux));
    }

    [Fact]
    public void SeekEntries_any_round_trips()
    {
        Bodies.RoundTrips(new SeekEntriesRequest(0, State, new PropertyValue(DisplayName, "M"), Ids, Columns, Aux));
        Bodies.RoundTrips(new SeekEntriesRequest(0, null, null, null, null, Aux));
        Bodies.RoundTrips(new SeekEntriesResponse(ErrorCode.Success, State, Table, Aux));
    }

    [Fact]
    public void UpdateStat_any_round_trips()
    {
        Bodies.RoundTrips(new UpdateStatRequest(0, State, true, Aux));
        Bodies.RoundTrips(new UpdateStatResponse(ErrorCode.Success, State, -2, Aux));
        Bodies.RoundTrips(new UpdateStatResponse(ErrorCode.Success, null, null, Aux));
    }

    [Fact]
    public void Urls_any_round_trips()
    {
        Bodies.RoundTrips(new GetMailboxUrlRequest(0, "/o=A/cn=Servers", Aux));
        Bodies.RoundTrips(new GetMailboxUrlResponse(ErrorCode.Success, "https://x/mapi/emsmdb/", Aux));
        Bodies.RoundTrips(new GetAddressBookUrlRequest(0, "/o=A/cn=alice", Aux));
        Bodies.RoundTrips(new GetAddressBookUrlResponse(ErrorCode.Success, "https://x/mapi/nspi/", Aux));
    }

    [Fact]
    public void Tag_count_beyond_the_limit_is_refused()
    {
        var tags = new PropertyTag[100_001];
        Assert.Throws<WireFormatException>(() => Bodies.Read<GetPropListResponse>(Bodies.Write(new GetPropListResponse(ErrorCode.Success, tags, []))));
    }

    [Fact]
    public void Row_count_beyond_the_data_is_refused()
    {
        var bytes = Convert.FromHexString("00000000" + "00000000" + "00" + "FF" + "00000000" + "FFFFFF7F" + "00000000");
        Assert.Throws<WireFormatException>(() => Bodies.Read<QueryRowsResponse>(bytes));
    }
}
