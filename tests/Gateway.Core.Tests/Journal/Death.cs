namespace Mapigate.Gateway.Core.Tests.Journal;

/// <summary>
/// Ends the process at the n-th thing that it does outside of its memory: before a server is asked, after it has done something and before its answer arrives, before the state is
/// written. From then on nothing succeeds until a new process opens the mailbox on the same state.
/// </summary>
internal sealed class Death
{
    private readonly Lock _lock = new();
    private int _stepsLeft;
    private bool _isOver;

    private Death(MailboxHost host, int steps)
    {
        _stepsLeft = steps;
        host.Mail.Fault = (_, _) => Step();
        host.Mail.Lost = (_, _) => Step();
        host.Items.Fault = (_, _) => Step();
        host.Items.Lost = (_, _) => Step();
        host.Transport.Fault = _ => Step();
        host.Transport.Lost = _ => Step();
        host.States.Fault = _ => Step();
    }

    private bool HasCome { get; set; }

    /// <summary>Runs the write again and again, each time ended one step later, until it runs to its end; after each the mailbox is opened anew and looked at.</summary>
    /// <param name="open">Opens a mailbox as it is before the write.</param>
    /// <param name="write">The write.</param>
    /// <param name="check">Looks at the mailbox afterwards; told whether the write's caller got an answer.</param>
    public static async Task AtEveryStepAsync(Func<Task<MailboxHost>> open, Func<MailboxHost, Task> write, Func<MailboxHost, bool, Task> check)
    {
        var died = 0;
        for (var isDone = false; !isDone; died++)
        {
            await using var host = await open();
            var death = new Death(host, died);
            try
            {
                await write(host);
            }
            catch (ProcessDiedException)
            {
                // Nobody has heard of it.
            }

            // A write that swallowed its own death has answered nobody.
            isDone = !death.HasCome;
            death._isOver = true;
            await host.ReopenAsync();
            await check(host, isDone);
            Assert.Empty(host.Mailbox.Index.Journal);
            Assert.True(died < 200, "The write does not end");
        }

        Assert.True(died > 3, "The write has no steps");
    }

    private ProcessDiedException? Step()
    {
        lock (_lock)
        {
            if (_isOver)
                return null;
            HasCome |= _stepsLeft-- <= 0;
            return HasCome ? new ProcessDiedException() : null;
        }
    }

    private sealed class ProcessDiedException : Exception;
}
