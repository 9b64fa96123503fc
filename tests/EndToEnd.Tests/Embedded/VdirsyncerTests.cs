namespace Mapigate.EndToEnd.Tests.Embedded;

/// <summary>An independent client keeps files and server in step, both ways.</summary>
[Collection(EmbeddedGateway.Collection)]
public sealed class VdirsyncerTests(EmbeddedGateway gateway)
{
    [Theory]
    [InlineData("a wins", "files")]
    [InlineData("b wins", "server")]
    public async Task Calendar_and_address_book_stay_in_step(string conflictResolution, string winner)
    {
        await Vdirsyncer.InstallAsync();
        var user = gateway.NewUser();
        using var server = new DavAccount(gateway, user);
        using var files = new Vdirsyncer(gateway, user, conflictResolution);

        // What only one side has comes to the other, collections included.
        await server.PutAsync("calendar/lunch.ics", Event("lunch", "Lunch"));
        await server.PutAsync("contacts/bob.vcf", Card("bob", "Bob"));
        await server.PutAsync("contacts/dave.vcf", Card("dave", "Dave"));
        files.Write("calendars/trips/rome.ics", Event("rome", "Rome"));
        files.Write("calendars/trips/oslo.ics", Event("oslo", "Bergen"));
        files.Write("contacts/friends/carol.vcf", Card("carol", "Carol"));
        await files.DiscoverAsync();
        files.Write("calendars/calendar/review.ics", Event("review", "Review"));
        await files.SyncAsync();
        Assert.Equal(["Lunch", "Review"], Summaries(files.Files("calendars/calendar")));
        Assert.Equal(["Bob", "Dave"], Summaries(files.Files("contacts/contacts")));
        Assert.Equal(["Lunch", "Review"], await SummariesAsync(server, "calendar"));
        Assert.Equal(["Bergen", "Rome"], await SummariesAsync(server, "trips"));
        Assert.Equal(["Carol"], await SummariesAsync(server, "friends"));

        // Changes and deletions of one side.
        await server.PutAsync("calendar/lunch.ics", Event("lunch", "Late lunch"));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await server.StatusAsync("DELETE", "contacts/bob.vcf"));
        files.Write("contacts/friends/carol.vcf", Card("carol", "Carol Carpenter"));
        File.Delete(files.FileOf("calendars/trips/rome.ics"));
        files.Write("calendars/trips/oslo.ics", Event("oslo", "Oslo"));
        await files.SyncAsync();
        Assert.Equal(["Late lunch", "Review"], Summaries(files.Files("calendars/calendar")));
        Assert.Equal(["Dave"], Summaries(files.Files("contacts/contacts")));
        Assert.Equal(["Carol Carpenter"], await SummariesAsync(server, "friends"));
        Assert.Equal(["Oslo"], await SummariesAsync(server, "trips"));

        // Both sides change one item: the side that is set to win does.
        await server.PutAsync(Assert.Single(await server.ListAsync("trips")), Event("oslo", "Oslo by the server"));
        files.Write("calendars/trips/oslo.ics", Event("oslo", "Oslo by the files"));
        await server.PutAsync(Assert.Single(await server.ListAsync("friends")), Card("carol", "Carol by the server"));
        files.Write("contacts/friends/carol.vcf", Card("carol", "Carol by the files"));
        await files.SyncAsync();
        Assert.Equal([$"Oslo by the {winner}"], Summaries(files.Files("calendars/trips")));
        Assert.Equal([$"Oslo by the {winner}"], await SummariesAsync(server, "trips"));
        Assert.Equal([$"Carol by the {winner}"], Summaries(files.Files("contacts/friends")));
        Assert.Equal([$"Carol by the {winner}"], await SummariesAsync(server, "friends"));
    }

    private static async Task<IEnumerable<string>> SummariesAsync(DavAccount server, string collection)
    {
        var contents = new List<string>();
        foreach (var path in await server.ListAsync(collection))
            contents.Add((await server.GetAsync(path))!);
        return Summaries(contents);
    }

    private static IEnumerable<string> Summaries(IEnumerable<string> contents) => contents
        .Select(c => c.Split('\n').Single(l => l.StartsWith("SUMMARY:", StringComparison.Ordinal) || l.StartsWith("FN:", StringComparison.Ordinal)))
        .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimEnd('\r')).Order(StringComparer.Ordinal);

    private static string Event(string uid, string summary) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Tests//EN\nBEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\nDTSTART:20260610T103000Z\nDTEND:20260610T111500Z\nSUMMARY:{summary}\nEND:VEVENT\nEND:VCALENDAR\n";

    private static string Card(string uid, string name) => $"BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:{name}\nN:{name};;;;\nEND:VCARD\n";
}
