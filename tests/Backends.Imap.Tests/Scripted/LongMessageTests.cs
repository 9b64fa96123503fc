namespace Mapigate.Backends.Imap.Tests.Scripted;

/// <summary>Looks at the memory of the whole process, so nothing else may run meanwhile.</summary>
[Collection(nameof(LongMessageTests))]
[CollectionDefinition(nameof(LongMessageTests), DisableParallelization = true)]
public sealed class LongMessageTests
{
    [Fact(Timeout = 60_000)]
    public async Task Long_message_is_never_held()
    {
        const int Length = 50_000_000;
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var destination = new CountingStream();
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, destination, CancellationToken.None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID FETCH 5 (UID BODY.PEEK[])");
        await connection.SendRawAsync($"* 1 FETCH (UID 5 BODY[] {{{Length}}}\r\n");
        var block = new byte[50_000];
        Array.Fill(block, (byte)'x');
        var (least, most) = (long.MaxValue, 0L);
        for (var sent = 0; sent < Length; sent += block.Length)
        {
            await connection.SendRawAsync(block);
            if (sent % 5_000_000 == 0)
            {
                var held = GC.GetTotalMemory(forceFullCollection: true);
                (least, most) = (Math.Min(least, held), Math.Max(most, held));
            }
        }

        await connection.SendAsync(")", "A OK");
        await fetch;
        Assert.Equal(Length, destination.Count);
        Assert.InRange(most - least, 0, 8_000_000);
    }
}
