using System.Collections.Concurrent;
using Mapigate.Mapi.Client.AddressBooks;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;
using Microsoft.AspNetCore.Http;

namespace Mapigate.Mapi.Client.Tests.AddressBooks;

public class AddressBookTests
{
    private static readonly PropertyTag DisplayName = new(0x3001, PropertyType.String);

    [Fact]
    public async Task Session_begins_with_bind_and_ends_with_unbind()
    {
        var seen = new ConcurrentQueue<string>();
        var guid = Guid.NewGuid();
        await using var server = await FakeServer.StartAsync(async context =>
        {
            var type = context.Request.Headers["X-RequestType"].ToString();
            seen.Enqueue(type);
            if (type == "Bind")
                await MapiResponse.SendAsync(context, new BindResponse(ErrorCode.Success, guid, []), "MapiContext=1");
            else
                await MapiResponse.SendAsync(context, new UnbindResponse((ErrorCode)1, []));
        });
        await using (var book = await AddressBook.BindAsync(server.Transport(), default))
            Assert.Equal(guid, book.ServerGuid);
        Assert.Equal(["Bind", "Unbind"], seen);
    }

    [Fact]
    public async Task Names_get_their_rows_in_order()
    {
        await using var server = await StartAsync<ResolveNamesRequest>(request => MapiResponse.Write(new ResolveNamesResponse(
            ErrorCode.Success,
            1252,
            [MinimalEntryId.Ambiguous, MinimalEntryId.Resolved, MinimalEntryId.Unresolved, MinimalEntryId.Resolved],
            new AddressBookTable(request.PropertyTags!, [new([new(DisplayName, request.Names![1])]), new([new(DisplayName, request.Names![3])])]),
            [])));
        await using var book = await AddressBook.BindAsync(server.Transport(), default);
        var names = await book.ResolveAsync(["a", "b", "c", "d"], [DisplayName], default);
        Assert.Equal([true, false, false, false], names.Select(name => name.IsAmbiguous));
        Assert.Equal([null, "b", null, "d"], names.Select(name => (string?)name.Properties?[0].Value));
    }

    [Fact]
    public async Task Refusal_is_an_exception_with_the_code()
    {
        await using var server = await StartAsync<QueryRowsRequest>(_ => MapiResponse.Write(new QueryRowsResponse(ErrorCode.InvalidBookmark, null, null, [])));
        await using var book = await AddressBook.BindAsync(server.Transport(), default);
        var fault = await Assert.ThrowsAsync<MapiException>(() => book.QueryRowsAsync(AddressBook.Start, 10, [DisplayName], default));
        Assert.Equal(ErrorCode.InvalidBookmark, fault.Code);
        Assert.Equal("QueryRows", fault.Operation);
    }

    [Fact]
    public async Task Requests_of_a_session_never_overlap()
    {
        var running = 0;
        var overlapped = false;
        await using var server = await FakeServer.StartAsync(async context =>
        {
            if (context.Request.Headers["X-RequestType"] == "Bind")
            {
                await MapiResponse.SendAsync(context, new BindResponse(ErrorCode.Success, Guid.Empty, []));
                return;
            }

            overlapped |= Interlocked.Increment(ref running) > 1;
            await Task.Yield();
            Interlocked.Decrement(ref running);
            await MapiResponse.SendAsync(context, new DnToMinIdResponse(ErrorCode.Success, [new(0x10)], []));
        });
        var book = await AddressBook.BindAsync(server.Transport(), default);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => book.ToMinimalIdsAsync(["/o=x"], default)));
        Assert.False(overlapped);
    }

    private static Task<FakeServer> StartAsync<TRequest>(Func<TRequest, byte[]> answer)
        where TRequest : IMapiHttpBody<TRequest> => FakeServer.StartAsync(async context =>
        {
            var type = context.Request.Headers["X-RequestType"].ToString();
            if (type == "Bind")
            {
                await MapiResponse.SendAsync(context, new BindResponse(ErrorCode.Success, Guid.Empty, []));
                return;
            }

            if (type == "Unbind")
            {
                await MapiResponse.SendAsync(context, new UnbindResponse((ErrorCode)1, []));
                return;
            }

            var body = answer(await MapiResponse.ReadAsync<TRequest>(context));
            MapiResponse.Start(context);
            await MapiResponse.TextAsync(context, "PROCESSING\r\nDONE\r\n\r\n");
            await context.Response.Body.WriteAsync(body);
        });
}
