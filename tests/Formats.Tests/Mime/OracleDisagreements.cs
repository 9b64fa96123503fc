namespace Mapigate.Formats.Tests.Mime;

/// <summary>Where this reader and Python's email package read a sample differently, and why that is meant.</summary>
internal static class OracleDisagreements
{
    private const string OpenEnd = "the other takes one line break off the last part of a multipart that is never closed";
    private const string SameBoundary = "a multipart inside another with the same boundary is nested here, its beginning being the later one";
    private const string FoldedBoundary = "a boundary parameter that is folded inside its quotes is unfolded here";
    private const string VoidPart = "a delimiter that only another delimiter or the end follows makes no part here";
    private const string BadBase64 = "the other gives the encoded text where base64 does not come out even";
    private const string HeaderJunk = "a line without a colon amid fields continues the one before it here, and ends the header section there";

    private static readonly (string Start, string Reason)[] Known =
    [
        ("MimeKit__disposition-notification.txt: date", "the other overlooks the offset behind a comment"),
        ("MimeKit__dkim__multipart-no-end-boundary.msg: content", OpenEnd),
        ("MimeKit__feedback-report.txt: to", "empty lines before the first field are skipped here"),
        ("MimeKit__feedback-report.txt: shape", "empty lines before the first field are skipped here"),
        ("MimeKit__issue358.txt: from", "an address before a bracketed address is its display name"),
        ("MimeKit__issue358.txt: shape", HeaderJunk),
        ("MimeKit__mbox__issue1189-summary.txt: shape", "the type of a multipart without boundary is kept"),
        ("MimeKit__mbox__simple.mbox.txt: shape", SameBoundary),
        ("MimeKit__missing-subtype.txt: shape", "application-something is an application type"),
        ("MimeKit__partial__rfc2046.eml: content", BadBase64),
        ("cpython__Lib__test_email__msg_15.txt: shape", SameBoundary),
        ("cpython__Lib__test_email__msg_39.txt: shape", SameBoundary),
        ("enmime__low-quality__bad-header-start.raw: from", "a first field that is indented is a field here"),
        ("enmime__low-quality__bad-header-wrap.raw: content", HeaderJunk),
        ("enmime__mail__mime-bad-content-transfer-encoding.raw: content", "text that was labelled base64 is left as it is here"),
        ("enmime__mail__mime-bad-content-type.raw: shape", "a missing semicolon behind the media type is tolerated here"),
        ("enmime__mail__mime-blank-media-name.raw: shape", "a missing semicolon behind the media type is tolerated here"),
        ("james-mime4j__mimetools-testmsgs__intl.msg: subject", "the other puts a blank between words of different charsets (RFC 2047 6.2 does not)"),
        ("james-mime4j__mimetools-testmsgs__multi-bad.msg: content", OpenEnd),
        ("james-mime4j__mimetools-testmsgs__multi-badnames.msg: shape", FoldedBoundary),
        ("james-mime4j__mimetools-testmsgs__multi-clen.msg: shape", FoldedBoundary),
        ("james-mime4j__mimetools-testmsgs__multi-digest.msg: shape", FoldedBoundary),
        ("james-mime4j__mimetools-testmsgs__multi-simple.msg: shape", FoldedBoundary),
        ("james-mime4j__mimetools-testmsgs__twopart.msg: content", BadBase64),
        ("james-mime4j__testmsgs__ending-boundaries.msg: shape", "words behind a delimiter are ignored here (RFC 2046 5.1.1)"),
        ("james-mime4j__testmsgs__malformedHeader-nocrlfcrlf.msg: subject", HeaderJunk),
        ("james-mime4j__testmsgs__malformedHeader-nocrlfcrlf.msg: content", HeaderJunk),
        ("james-mime4j__testmsgs__multipartemptypart.msg: shape", VoidPart),
        ("james-mime4j__testmsgs__obsolete.msg: content", "a damaged field name does not end the header section here"),
        ("james-mime4j__testmsgs__weird-boundary.msg: shape", "blanks at the end of a delimiter do not count here, even where the parameter has them against RFC 2046 5.1.1"),
        ("nodemailer-mailparser__nested.eml: content", "the other keeps blanks at the end of a quoted-printable line (RFC 2045 6.7 rule 3)"),
        ("nodemailer-mailparser__nodemailer.eml: subject", "the other loses the blank that folds behind an encoded word"),
        ("stalwart-mail-parser__malformed__001.eml: content", OpenEnd),
        ("stalwart-mail-parser__malformed__003.eml: shape", SameBoundary),
        ("stalwart-mail-parser__malformed__005.eml: shape", "a boundary that ends in hyphens is opened before it is closed"),
        ("stalwart-mail-parser__malformed__006.eml: content", OpenEnd),
        ("stalwart-mail-parser__malformed__008.eml: content", OpenEnd),
        ("stalwart-mail-parser__malformed__009.eml: content", OpenEnd),
        ("stalwart-mail-parser__malformed__013.eml: shape", SameBoundary),
        ("stalwart-mail-parser__malformed__014.eml: shape", VoidPart),
        ("stalwart-mail-parser__malformed__016.eml: content", OpenEnd),
        ("stalwart-mail-parser__malformed__017.eml: shape", "a missing semicolon behind the media type is tolerated here"),
        ("stalwart-mail-parser__malformed__019.eml: to", HeaderJunk),
        ("stalwart-mail-parser__malformed__019.eml: shape", HeaderJunk),
        ("stalwart-mail-parser__rfc__000.eml: content", BadBase64),
        ("stalwart-mail-parser__thirdparty__003.eml: content", "blanks behind the name of a transfer encoding are ignored here"),
        ("stalwart-mail-parser__thirdparty__005.eml: content", OpenEnd),
        ("stalwart-mail-parser__thirdparty__012.eml: shape", FoldedBoundary),
    ];

    internal static bool IsKnown(string disagreement) => Known.Any(known => disagreement.StartsWith(known.Start, StringComparison.Ordinal));

    /// <summary>Entries that no disagreement needs any more.</summary>
    internal static IEnumerable<string> Unused(IReadOnlyCollection<string> disagreements) =>
        Known.Where(known => !disagreements.Any(line => line.StartsWith(known.Start, StringComparison.Ordinal))).Select(known => known.Start);
}
