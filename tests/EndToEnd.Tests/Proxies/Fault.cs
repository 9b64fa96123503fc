namespace Mapigate.EndToEnd.Tests.Proxies;

/// <summary>What happens to a command in place of an answer.</summary>
internal abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The server's answer is this instead; the command does not reach it.</summary>
    /// <param name="Text">For IMAP without the tag.</param>
    public sealed record Answer(string Text) : Fault;

    /// <summary>These octets come, and nothing else.</summary>
    /// <param name="Text">As sent, line ends included.</param>
    /// <param name="IsLast">The connection is closed behind them.</param>
    public sealed record Say(string Text, bool IsLast) : Fault;

    /// <summary>The connection is cut before the command reaches the server.</summary>
    public sealed record Cut : Fault;

    /// <summary>The connection is cut in the middle of what the command sends.</summary>
    public sealed record CutContent : Fault;

    /// <summary>The command reaches the server, and the connection is cut after so many octets of the answer.</summary>
    public sealed record CutAnswer(int After) : Fault;

    /// <summary>Nothing ever comes back.</summary>
    public sealed record Silence : Fault;
}
