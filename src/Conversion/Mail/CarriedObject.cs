namespace Mapigate.Conversion.Mail;

/// <summary>An item of another kind that lies in a mail folder: its object as a part of a message, so that other clients can read it and it comes back unchanged.</summary>
/// <param name="MediaType">"text/calendar" (without method: it asks nobody for anything) or "text/vcard".</param>
/// <param name="FileName">Name of the part.</param>
/// <param name="Content">The object.</param>
/// <param name="Overview">What people need to know of it, above the text of the message.</param>
public sealed record CarriedObject(string MediaType, string FileName, ReadOnlyMemory<byte> Content, string Overview);
