using System.Collections.Frozen;
using System.Globalization;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>What the server announced. RFC 3501 7.2.1</summary>
internal sealed class ImapCapabilities
{
    private const int MostWords = 1_000;

    public static readonly ImapCapabilities None = new([]);

    private readonly FrozenSet<string> _words;

    private ImapCapabilities(IEnumerable<string> words)
    {
        _words = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        foreach (var word in _words)
        {
            if (word.StartsWith("APPENDLIMIT=", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(word.AsSpan(12), NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            {
                AppendLimit = limit;
            }
        }
    }

    public bool StartTls => Has("STARTTLS");

    public bool LoginDisabled => Has("LOGINDISABLED");

    public bool AuthPlain => Has("AUTH=PLAIN");

    public bool AuthLogin => Has("AUTH=LOGIN");

    public bool AuthOAuthBearer => Has("AUTH=OAUTHBEARER");

    public bool AuthXOAuth2 => Has("AUTH=XOAUTH2");

    public bool SaslIr => Has("SASL-IR");

    public bool Id => Has("ID");

    public bool Namespace => Has("NAMESPACE");

    public bool ListExtended => Has("LIST-EXTENDED") || IsRev2;

    public bool ListStatus => Has("LIST-STATUS") || IsRev2;

    public bool SpecialUse => Has("SPECIAL-USE") || IsRev2;

    public bool XList => Has("XLIST");

    public bool Enable => Has("ENABLE") || IsRev2;

    public bool CondStore => Has("CONDSTORE") || QResync;

    public bool QResync => Has("QRESYNC");

    public bool UidPlus => Has("UIDPLUS") || IsRev2;

    public bool Move => Has("MOVE") || IsRev2;

    public bool Idle => Has("IDLE") || IsRev2;

    public bool Unselect => Has("UNSELECT") || IsRev2;

    public bool ESearch => Has("ESEARCH") || IsRev2;

    public bool LiteralPlus => Has("LITERAL+");

    public bool LiteralMinus => Has("LITERAL-") || IsRev2;

    /// <summary>UTF8=ONLY: the server refuses everything until UTF8=ACCEPT is enabled. RFC 6855 3, 6</summary>
    public bool Utf8 => Has("UTF8=ACCEPT") || Has("UTF8=ONLY");

    public bool MultiAppend => Has("MULTIAPPEND");

    /// <summary>Longest message that APPEND takes, where told. RFC 7889</summary>
    public long? AppendLimit { get; }

    /// <summary>Folders have limits of their own, which STATUS tells. RFC 7889 3</summary>
    public bool AppendLimitByFolder => Has("APPENDLIMIT");

    public bool Quota => Has("QUOTA") || _words.Any(word => word.StartsWith("QUOTA=RES-", StringComparison.OrdinalIgnoreCase));

    public bool Acl => Has("ACL");

    /// <summary>The rights k, x, t and e stand for themselves; before, c and d stood for them. RFC 4314 2.1.1, 2.2</summary>
    public bool AclRights => _words.Any(word => word.StartsWith("RIGHTS=", StringComparison.OrdinalIgnoreCase));

    public bool Metadata => Has("METADATA");

    /// <summary>The server has annotations of its own, but its folders may have none. RFC 5464 1</summary>
    public bool MetadataServer => Has("METADATA-SERVER") || Metadata;

    public bool Notify => Has("NOTIFY");

    public bool Sort => Has("SORT");

    public bool SortDisplay => Has("SORT=DISPLAY");

    public bool ObjectId => Has("OBJECTID");

    /// <summary>Gmail's own name for what OBJECTID has standardized since.</summary>
    public bool GmailIds => Has("X-GM-EXT-1");

    public bool ThreadReferences => Has("THREAD=REFERENCES");

    public bool ThreadOrderedSubject => Has("THREAD=ORDEREDSUBJECT");

    // Only once enabled does IMAP4rev2 change the answers; what it includes is offered anyway. RFC 9051 Appendix E
    private bool IsRev2 => Has("IMAP4REV2");

    public bool Has(string word) => _words.Contains(word);

    public static ImapCapabilities Parse(ReadOnlySpan<byte> words) => Parse(TextCache.Decode(words));

    public static ImapCapabilities Parse(string words) =>
        new(words.Split(' ', MostWords, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
