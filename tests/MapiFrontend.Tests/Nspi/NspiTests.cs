using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Tests.Nspi;

public sealed class NspiTests
{
    private static readonly PropertyTag[] NameAndAddress = [PidTag.DisplayName, PidTag.SmtpAddress];

    [Fact]
    public async Task Bind_gives_a_server_guid_and_unbind_ends_the_session()
    {
        await using var book = await Book.BindAsync();
        Assert.NotEqual(Guid.Empty, book.ServerGuid);
        var reply = await book.Host.SendAsync(FrontendHost.AddressBook, "Unbind", FrontendHost.Bytes(new UnbindRequest(0, [])), book.Cookies);
        Assert.Equal((ErrorCode)1, reply.Read<UnbindResponse>().ErrorCode);
        Assert.Equal(10, (await book.Host.SendAsync(FrontendHost.AddressBook, "Unbind", FrontendHost.Bytes(new UnbindRequest(0, [])), book.Cookies)).Code);
    }

    [Theory]
    [InlineData(1252u, ErrorCode.Success)]
    [InlineData(65001u, ErrorCode.Success)]
    [InlineData(0x4F25u, ErrorCode.Success)]
    [InlineData(1200u, ErrorCode.InvalidCodepage)]
    [InlineData(4711u, ErrorCode.InvalidCodepage)]
    public async Task Bind_refuses_a_code_page_that_no_string_can_have(uint codePage, ErrorCode error)
    {
        await using var host = await FrontendHost.StartAsync();
        var reply = await host.SendAsync(FrontendHost.AddressBook, "Bind", FrontendHost.Bytes(new BindRequest(0, Book.Stat with { CodePage = codePage }, [])));
        Assert.Equal(error, reply.Read<BindResponse>().ErrorCode);
        Assert.Equal(error == ErrorCode.Success ? 0 : 10, (await host.SendAsync(FrontendHost.AddressBook, "PING", [], reply.Cookies)).Code);
    }

    [Fact]
    public async Task Hierarchy_is_the_global_address_list_with_its_columns_in_order()
    {
        await using var book = await Book.BindAsync();
        var table = await book.AskAsync<GetSpecialTableRequest, GetSpecialTableResponse>("GetSpecialTable", new(SpecialTableFlags.UnicodeStrings, Book.Stat, 0, []));
        var row = Assert.Single(table.Rows!);
        Assert.Equal(
            [PidTag.EntryId, PidTag.ContainerFlags, PidTag.Depth, PidTag.AddressBookContainerId, PidTag.DisplayName, PidTag.AddressBookIsMaster],
            row.Select(v => v.Tag));
        Assert.True(PermanentEntryId.TryParse((byte[])row[0].Value, out var container));
        Assert.Equal((DisplayType.Container, "/"), (container.DisplayType, container.DistinguishedName));
        Assert.Equal((9, 0, 0, false), ((int)row[1].Value, (int)row[2].Value, (int)row[3].Value, (bool)row[5].Value));

        var known = await book.AskAsync<GetSpecialTableRequest, GetSpecialTableResponse>("GetSpecialTable", new(SpecialTableFlags.UnicodeStrings, Book.Stat, table.Version, []));
        Assert.Equal((ErrorCode.Success, null, table.Version), (known.ErrorCode, known.Rows, known.Version));
        var templates = await book.AskAsync<GetSpecialTableRequest, GetSpecialTableResponse>("GetSpecialTable", new(SpecialTableFlags.AddressCreationTemplates, Book.Stat, null, []));
        Assert.Equal(ErrorCode.Success, templates.ErrorCode);
        Assert.Empty(templates.Rows!);
        var unicode = Book.Stat with { CodePage = 1200 };
        var refused = await book.AskAsync<GetSpecialTableRequest, GetSpecialTableResponse>("GetSpecialTable", new(SpecialTableFlags.None, unicode, null, []));
        Assert.Equal((ErrorCode.InvalidCodepage, null), (refused.ErrorCode, refused.Rows));
    }

    [Fact]
    public async Task Profile_of_the_user_is_found_from_his_dn()
    {
        await using var book = await Book.BindAsync();
        var ids = await book.AskAsync<DnToMinIdRequest, DnToMinIdResponse>("DNToMId", new(0, [FrontendHost.Alice.LegacyDn.ToUpperInvariant(), "/o=Example/cn=nobody"], []));
        Assert.True(ids.MinimalIds![0].IsObject);
        Assert.Equal(0u, ids.MinimalIds[1].Value);

        PropertyTag[] tags =
        [
            PidTag.AddressBookHomeMessageDatabase.WithType(PropertyType.String), PidTag.DisplayName.WithType(PropertyType.String8), PidTag.EmailAddress, PidTag.SmtpAddress,
            PidTag.AddressBookProxyAddresses.WithType(PropertyType.MultipleString8), PidTag.EntryId, PidTag.Title, PidTag.DisplayTypeEx,
        ];
        var props = await book.AskAsync<GetPropsRequest, GetPropsResponse>("GetProps", new(RetrievePropertyFlags.None, Book.Stat with { CurrentRec = ids.MinimalIds[0] }, tags, []));
        Assert.Equal(ErrorCode.ErrorsReturned, props.ErrorCode);
        var values = props.PropertyValues!;
        var homeDatabase = (string)values[0].Value;
        Assert.EndsWith("/cn=Microsoft Private MDB", homeDatabase, StringComparison.Ordinal);
        Assert.Equal("Alice Example", values[1].Value);
        Assert.Equal(PropertyType.String8, values[1].Tag.Type);
        Assert.Equal(FrontendHost.Alice.LegacyDn, values[2].Value);
        Assert.Equal("alice@example.test", values[3].Value);
        Assert.Equal(["SMTP:alice@example.test"], (string[])values[4].Value);
        Assert.True(PermanentEntryId.TryParse((byte[])values[5].Value, out var entry));
        Assert.Equal((DisplayType.MailUser, FrontendHost.Alice.LegacyDn), (entry.DisplayType, entry.DistinguishedName));
        Assert.Equal((PropertyType.ErrorCode, ErrorCode.NotFound), (values[6].Tag.Type, values[6].Value));
        Assert.Equal(0x40000000, values[7].Value);

        var expected = $"?MailboxId={FrontendHost.Alice.MailboxGuid:D}@example.test";
        var server = homeDatabase[..homeDatabase.LastIndexOf("/cn=", StringComparison.Ordinal)];
        var mailboxUrl = await book.AskAsync<GetMailboxUrlRequest, GetMailboxUrlResponse>("GetMailboxUrl", new(0, server, []));
        Assert.Equal("https://mail.example.test/mapi/emsmdb/" + expected, mailboxUrl.ServerUrl);
        var bookUrl = await book.AskAsync<GetAddressBookUrlRequest, GetAddressBookUrlResponse>("GetAddressBookUrl", new(0, FrontendHost.Alice.LegacyDn, []));
        Assert.Equal("https://mail.example.test/mapi/nspi/" + expected, bookUrl.ServerUrl);
    }

    [Fact]
    public async Task Props_without_tags_are_everything_and_an_unknown_object_has_none()
    {
        await using var book = await Book.BindAsync();
        var alice = await book.FindAsync(FrontendHost.Alice.LegacyDn);
        var all = await book.AskAsync<GetPropsRequest, GetPropsResponse>("GetProps", new(RetrievePropertyFlags.EphemeralIds, Book.Stat with { CurrentRec = alice }, null, []));
        Assert.Equal(ErrorCode.Success, all.ErrorCode);
        var tags = await book.AskAsync<GetPropListRequest, GetPropListResponse>("GetPropList", new(RetrievePropertyFlags.None, alice, 1252, []));
        Assert.Equal(tags.PropertyTags, all.PropertyValues!.Select(v => v.Tag));
        Assert.DoesNotContain(tags.PropertyTags!, t => t.Type is PropertyType.String or PropertyType.MultipleString);
        Assert.True(EphemeralEntryId.TryParse((byte[])all.PropertyValues!.Single(v => v.Tag == PidTag.EntryId).Value, out var id));
        Assert.Equal((book.ServerGuid, alice), (id.ServerGuid, id.MinimalId));
        var none = await book.AskAsync<GetPropsRequest, GetPropsResponse>("GetProps", new(RetrievePropertyFlags.None, Book.Stat with { CurrentRec = new(0x7000) }, NameAndAddress, []));
        Assert.Equal(ErrorCode.ErrorsReturned, none.ErrorCode);
        Assert.All(none.PropertyValues!, v => Assert.Equal(ErrorCode.NotFound, v.Value));
        var tooMany = await book.AskAsync<GetPropsRequest, GetPropsResponse>(
            "GetProps", new(RetrievePropertyFlags.None, Book.Stat with { CurrentRec = alice }, Enumerable.Repeat(PidTag.DisplayName, 101).ToArray(), []));
        Assert.Equal((ErrorCode.TableTooBig, null), (tooMany.ErrorCode, tooMany.PropertyValues));
    }

    [Theory]
    [InlineData("=SMTP:alice@example.test", 2u, "Alice Example")]
    [InlineData("bob@example.test", 2u, "Bob Example")]
    [InlineData("ali", 2u, "Alice Example")]
    [InlineData("exa bo", 2u, "Bob Example")]
    [InlineData("Example", 1u, null)]
    [InlineData("carol", 0u, null)]
    [InlineData("", 0u, null)]
    public async Task Name_is_resolved_unresolved_or_ambiguous(string name, uint result, string? displayName)
    {
        await using var book = await Book.BindAsync();
        var resolved = await book.AskAsync<ResolveNamesRequest, ResolveNamesResponse>("ResolveNames", new(0x80000000, Book.Stat, [PidTag.DisplayName, PidTag.EntryId], [name], []));
        Assert.Equal(result, Assert.Single(resolved.MinimalIds!).Value);
        Assert.Equal(displayName is null ? 0 : 1, resolved.Table!.Rows.Count);
        if (displayName is null)
            return;
        Assert.Equal(displayName, resolved.Table.Rows[0].Values[0].Value);
        Assert.True(PermanentEntryId.TryParse((byte[])resolved.Table.Rows[0].Values[1].Value, out _));
    }

    [Fact]
    public async Task Rows_are_paged_in_the_order_of_names()
    {
        await using var book = await Book.BindAsync();
        var first = await book.AskAsync<QueryRowsRequest, QueryRowsResponse>("QueryRows", new(RetrievePropertyFlags.None, Book.Stat, [], 1, NameAndAddress, []));
        Assert.Equal("Alice Example", first.Table!.Rows.Single().Values[0].Value);
        Assert.Equal((1u, 2u), (first.State!.Value.NumPos, first.State.Value.TotalRecs));
        var second = await book.AskAsync<QueryRowsRequest, QueryRowsResponse>("QueryRows", new(RetrievePropertyFlags.None, first.State, [], 50, null, []));
        Assert.Equal("Bob Example", second.Table!.Rows.Single().Values[3].Value);
        Assert.Equal(7, second.Table.Columns.Count);
        Assert.Equal(MinimalEntryId.EndOfTable, second.State!.Value.CurrentRec);
        var end = await book.AskAsync<QueryRowsRequest, QueryRowsResponse>("QueryRows", new(RetrievePropertyFlags.None, second.State, [], 50, NameAndAddress, []));
        Assert.Empty(end.Table!.Rows);

        var bob = await book.FindAsync(FrontendHost.Bob.LegacyDn);
        var some = await book.AskAsync<QueryRowsRequest, QueryRowsResponse>("QueryRows", new(RetrievePropertyFlags.None, Book.Stat, [bob, new(0x7000)], 50, NameAndAddress, []));
        Assert.Equal(["bob@example.test", ErrorCode.NotFound], some.Table!.Rows.Select(r => r.Values[1].Value));

        Assert.Equal(ErrorCode.InvalidParameter, (await book.AskAsync<QueryRowsRequest, QueryRowsResponse>("QueryRows", new(RetrievePropertyFlags.None, Book.Stat, [], 0, null, []))).ErrorCode);
        var elsewhere = Book.Stat with { ContainerId = new(99) };
        var refused = await book.AskAsync<QueryRowsRequest, QueryRowsResponse>("QueryRows", new(RetrievePropertyFlags.None, elsewhere, [], 5, null, []));
        Assert.Equal((ErrorCode.InvalidBookmark, null, null), (refused.ErrorCode, refused.State, refused.Table));
    }

    [Fact]
    public async Task Position_moves_by_delta_and_by_fraction_and_stays_in_the_table()
    {
        await using var book = await Book.BindAsync();
        var (alice, bob) = (await book.FindAsync(FrontendHost.Alice.LegacyDn), await book.FindAsync(FrontendHost.Bob.LegacyDn));
        async Task<(Stat, int?)> Move(Stat stat)
        {
            var moved = await book.AskAsync<UpdateStatRequest, UpdateStatResponse>("UpdateStat", new(0, stat, true, []));
            Assert.Equal(ErrorCode.Success, moved.ErrorCode);
            return (moved.State!.Value, moved.Delta);
        }

        var (state, delta) = await Move(Book.Stat with { Delta = 1 });
        Assert.Equal((bob, 0, 1u, 2u, 1), (state.CurrentRec, state.Delta, state.NumPos, state.TotalRecs, delta));
        (state, delta) = await Move(state with { Delta = 7 });
        Assert.Equal((MinimalEntryId.EndOfTable, 2u, 1), (state.CurrentRec, state.NumPos, delta));
        (state, delta) = await Move(state with { Delta = -7 });
        Assert.Equal((alice, 0u, -2), (state.CurrentRec, state.NumPos, delta));
        (state, _) = await Move(Book.Stat with { CurrentRec = MinimalEntryId.Current, NumPos = 50, TotalRecs = 100 });
        Assert.Equal(bob, state.CurrentRec);
        var lost = await book.AskAsync<UpdateStatRequest, UpdateStatResponse>("UpdateStat", new(0, Book.Stat with { CurrentRec = new(0x7000) }, true, []));
        Assert.Equal((ErrorCode.NotFound, null, null), (lost.ErrorCode, lost.State, lost.Delta));

        var compared = await book.AskAsync<CompareMinIdsRequest, CompareMinIdsResponse>("CompareMIds", new(0, Book.Stat, alice, bob, []));
        Assert.Equal((ErrorCode.Success, true), (compared.ErrorCode, compared.Result < 0));
        var sorted = await book.AskAsync<ResortRestrictionRequest, ResortRestrictionResponse>("ResortRestriction", new(0, Book.Stat with { CurrentRec = bob }, [bob, new(0x7000), alice], []));
        Assert.Equal([alice, bob], sorted.MinimalIds!);
        Assert.Equal((2u, 1u), (sorted.State!.Value.TotalRecs, sorted.State.Value.NumPos));
    }

    [Fact]
    public async Task Search_finds_the_first_name_not_before_the_wanted_one()
    {
        await using var book = await Book.BindAsync();
        async Task<SeekEntriesResponse> Seek(string name) =>
            await book.AskAsync<SeekEntriesRequest, SeekEntriesResponse>("SeekEntries", new(0, Book.Stat, new PropertyValue(PidTag.DisplayName, name), null, NameAndAddress, []));
        var found = await Seek("b");
        Assert.Equal((1u, 2u), (found.State!.Value.NumPos, found.State.Value.TotalRecs));
        Assert.Equal("Bob Example", found.Table!.Rows.Single().Values[0].Value);
        Assert.Equal(2, (await Seek("")).Table!.Rows.Count);
        var none = await Seek("z");
        Assert.Equal((ErrorCode.NotFound, null, null), (none.ErrorCode, none.State, none.Table));
    }

    [Fact]
    public async Task Matches_are_those_that_meet_the_filter()
    {
        await using var book = await Book.BindAsync();
        async Task<GetMatchesResponse> Match(Restriction? filter, uint most = 50, Stat? stat = null) =>
            await book.AskAsync<GetMatchesRequest, GetMatchesResponse>("GetMatches", new(0, stat ?? Book.Stat, null, 0, filter, null, most, NameAndAddress, []));
        var anr = await Match(new PropertyRestriction(RelationalOperator.Equal, PidTag.Anr, new(PidTag.Anr, "bo")));
        Assert.Equal("Bob Example", anr.Table!.Rows.Single().Values[0].Value);
        var both = await Match(new AndRestriction([
            new ContentRestriction(FuzzyLevelLow.Substring, FuzzyLevelHigh.IgnoreCase, PidTag.SmtpAddress, new(PidTag.SmtpAddress, "EXAMPLE")),
            new NotRestriction(new ExistRestriction(PidTag.Title))]));
        Assert.Equal(2, both.MinimalIds!.Count);
        Assert.Equal((ErrorCode.TableTooBig, null), ((await Match(new ExistRestriction(PidTag.DisplayName), most: 1)).ErrorCode, (await Match(new ExistRestriction(PidTag.DisplayName), most: 1)).MinimalIds));
        Assert.Equal(ErrorCode.TooComplex, (await Match(new SizeRestriction(RelationalOperator.Equal, PidTag.DisplayName, 3))).ErrorCode);
        var alice = await book.FindAsync(FrontendHost.Alice.LegacyDn);
        var members = await Match(null, stat: Book.Stat with { SortType = SortType.DisplayNameReadOnly, CurrentRec = alice, ContainerId = new(0x8015000D) });
        Assert.Equal((ErrorCode.Success, alice), (members.ErrorCode, members.State!.Value.ContainerId));
        Assert.Empty(members.MinimalIds!);
    }

    [Fact]
    public async Task Every_truncated_body_of_a_call_is_refused_with_12_and_the_session_lives_on()
    {
        await using var book = await Book.BindAsync();
        var body = FrontendHost.Bytes(new QueryRowsRequest(RetrievePropertyFlags.None, Book.Stat, [], 1, NameAndAddress, []));
        for (var length = 0; length < body.Length; length += 5)
            Assert.Equal(12, (await book.Host.SendAsync(FrontendHost.AddressBook, "QueryRows", body[..length], book.Cookies)).Code);
        Assert.True((await book.FindAsync(FrontendHost.Alice.LegacyDn)).IsObject);
    }

    /// <summary>A session with the address book.</summary>
    private sealed class Book(FrontendHost host, string cookies, Guid serverGuid) : IAsyncDisposable
    {
        public static readonly Stat Stat = new(SortType.DisplayName, default, MinimalEntryId.BeginningOfTable, 0, 0, 0, 1252, 1033, 1033);

        public FrontendHost Host { get; } = host;

        public string Cookies { get; private set; } = cookies;

        public Guid ServerGuid { get; } = serverGuid;

        public static async Task<Book> BindAsync()
        {
            var host = await FrontendHost.StartAsync();
            var reply = await host.SendAsync(FrontendHost.AddressBook, "Bind", FrontendHost.Bytes(new BindRequest(0, Stat, [])));
            return new Book(host, reply.Cookies, reply.Read<BindResponse>().ServerGuid);
        }

        public async Task<TResponse> AskAsync<TRequest, TResponse>(string type, TRequest request)
            where TRequest : IMapiHttpBody<TRequest>
            where TResponse : IMapiHttpBody<TResponse>
        {
            var reply = await Host.SendAsync(FrontendHost.AddressBook, type, FrontendHost.Bytes(request), Cookies);
            Assert.Equal(0, reply.Code);
            Cookies = reply.Cookies;
            return reply.Read<TResponse>();
        }

        public async Task<MinimalEntryId> FindAsync(string dn) => (await AskAsync<DnToMinIdRequest, DnToMinIdResponse>("DNToMId", new(0, [dn], []))).MinimalIds!.Single();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
