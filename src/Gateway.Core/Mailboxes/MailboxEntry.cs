using System.Security.Cryptography;
using Mapigate.Backends;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>What is known of one address: its open mailbox, and the passwords that were proven or refused of late.</summary>
internal sealed class MailboxEntry
{
    /// <summary>Passwords of each kind that are remembered: one for each device, and then some.</summary>
    private const int MaxProofs = 8;

    private readonly Lock _lock = new();
    private readonly List<Proof> _accepted = [];
    private readonly List<Proof> _refused = [];
    private Mailbox? _mailbox;

    /// <summary>Who asks the servers about the address, or opens or closes its mailbox, holds it.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>The entry stands for the address no more; set and read under the gate.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>Faults of the servers so far, and the last of them: who waited meanwhile need not ask again.</summary>
    public int Faults { get; private set; }

    public BackendException? LastFault { get; private set; }

    public Mailbox? Mailbox
    {
        get
        {
            lock (_lock)
                return _mailbox;
        }
    }

    /// <summary>The mailbox where the password is known to be right; throws where it is known to be wrong; null where it must be asked.</summary>
    public Mailbox? Verdict(byte[] proof, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_mailbox is { } mailbox && Holds(_accepted, proof, now))
            {
                mailbox.Touch();
                return mailbox;
            }

            if (Holds(_refused, proof, now))
                throw new BackendException(BackendError.AuthenticationFailed, "The mail server has just refused this password");
            return null;
        }
    }

    public bool IsAccepted(byte[] proof, DateTimeOffset now)
    {
        lock (_lock)
            return Holds(_accepted, proof, now);
    }

    public void Accept(Mailbox mailbox, byte[] proof, DateTimeOffset until)
    {
        lock (_lock)
        {
            _mailbox = mailbox;
            _refused.RemoveAll(p => p.Is(proof));
            Remember(_accepted, proof, until);
            mailbox.Touch();
        }
    }

    public void Refuse(byte[] proof, DateTimeOffset until)
    {
        lock (_lock)
        {
            _accepted.RemoveAll(p => p.Is(proof));
            Remember(_refused, proof, until);
        }
    }

    public void Fail(BackendException fault) => (LastFault, Faults) = (fault, Faults + 1);

    /// <summary>Takes the mailbox out where it may be closed; nobody gets it from here any more.</summary>
    public Mailbox? TakeIdle(DateTimeOffset usedBefore)
    {
        lock (_lock)
        {
            if (_mailbox is not { IsInUse: false } idle || idle.LastUsed >= usedBefore)
                return null;
            return TakeLocked();
        }
    }

    /// <summary>Takes the mailbox out whatever it is used for.</summary>
    public Mailbox? Take()
    {
        lock (_lock)
            return TakeLocked();
    }

    /// <summary>Neither a mailbox nor a refusal that still holds.</summary>
    public bool IsEmpty(DateTimeOffset now)
    {
        lock (_lock)
            return _mailbox is null && !_refused.Exists(p => p.Until > now);
    }

    private Mailbox? TakeLocked()
    {
        var taken = _mailbox;
        _mailbox = null;
        _accepted.Clear();
        return taken;
    }

    private static bool Holds(List<Proof> proofs, byte[] proof, DateTimeOffset now) => proofs.Exists(p => p.Until > now && p.Is(proof));

    private static void Remember(List<Proof> proofs, byte[] proof, DateTimeOffset until)
    {
        proofs.RemoveAll(p => p.Is(proof));
        if (proofs.Count >= MaxProofs)
            proofs.RemoveAt(0);
        proofs.Add(new Proof(proof, until));
    }

    private sealed record Proof(byte[] Hash, DateTimeOffset Until)
    {
        public bool Is(byte[] other) => CryptographicOperations.FixedTimeEquals(Hash, other);
    }
}
