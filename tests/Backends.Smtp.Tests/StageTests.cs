using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>A fault at every stage of a conversation: until the end of the content goes out the message is known not to be sent, from there on nothing is known.</summary>
public sealed class StageTests
{
    private const string Content = "X: y\r\n\r\nz\r\n";

    /// <summary>What the server hears and says, in order; the first stage is the greeting.</summary>
    private static readonly (string? Hears, string Says)[] Submission =
    [
        (null, "220 mail.test"), ("EHLO", "250-mail.test\r\n250-PIPELINING\r\n250 AUTH PLAIN"), ("AUTH", "235 ok"), ("MAIL", "250 ok"), ("RCPT", "250 ok"), ("DATA", "354 go"), (".", "250 ok"),
    ];

    private static readonly (string? Hears, string Says)[] Delivery =
    [
        (null, "220 mail.test"), ("LHLO", "250-mail.test\r\n250 8BITMIME"), ("MAIL", "250 ok"), ("RCPT", "250 ok"), ("DATA", "354 go"), (".", "250 ok"),
    ];

    private static readonly (string? Hears, string Says)[] Chunked =
    [
        (null, "220 mail.test"), ("EHLO", "250-mail.test\r\n250 CHUNKING"), ("MAIL", "250 ok"), ("RCPT", "250 ok"), ("z", "250 ok"), ("BDAT 0 LAST", "250 ok"),
    ];

    public static TheoryData<string, int, string, BackendError> Faults()
    {
        var data = new TheoryData<string, int, string, BackendError>();
        foreach (var (name, script) in new[] { (nameof(Submission), Submission), (nameof(Delivery), Delivery), (nameof(Chunked), Chunked) })
        {
            for (var stage = 0; stage < script.Length; stage++)
            {
                data.Add(name, stage, "close", BackendError.Unavailable);
                data.Add(name, stage, "reset", BackendError.Unavailable);
                data.Add(name, stage, "nonsense", BackendError.Protocol);
                data.Add(name, stage, "421 4.3.2 shutting down", BackendError.Unavailable);
                data.Add(name, stage, new string('2', 9000), BackendError.Protocol);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Submit_fault_is_named_by_what_is_known(string kind, int stage, string fault, BackendError error)
    {
        var script = kind switch { nameof(Submission) => Submission, nameof(Delivery) => Delivery, _ => Chunked };
        await using var server = new ScriptedServer(c => PlayAsync(c, script, stage, fault));
        var transport = server.Transport(o => o with { Authenticate = kind == nameof(Submission), IsLmtp = kind == nameof(Delivery), ChunksFrom = kind == nameof(Chunked) ? 0 : long.MaxValue });

        var submission = transport.SendAsync(Content, "b@x.test");

        if (stage == script.Length - 1 && !fault.StartsWith("421", StringComparison.Ordinal))
        {
            await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => submission);
        }
        else
        {
            await submission.FailsAsync(error);
        }
    }

    private static async Task PlayAsync(Conversation c, (string? Hears, string Says)[] script, int stage, string fault)
    {
        for (var i = 0; ; i++)
        {
            if (script[i].Hears is { } wanted)
            {
                // What was pipelined ahead of it is heard as well.
                while (!(await c.ReadLineAsync()).StartsWith(wanted, StringComparison.Ordinal))
                {
                }
            }

            if (i < stage)
            {
                await c.SayAsync(script[i].Says);
                continue;
            }

            switch (fault)
            {
                case "close":
                    break;
                case "reset":
                    c.Reset();
                    break;
                default:
                    await c.SayAsync(fault);
                    await c.ReadToEndAsync();
                    break;
            }

            return;
        }
    }
}
