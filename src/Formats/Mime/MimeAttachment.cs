namespace Mapigate.Formats.Mime;

/// <summary>An entity of a message that is no body.</summary>
/// <param name="Entity">Its content, or its <see cref="MimeEntity.EmbeddedMessage"/>.</param>
/// <param name="FileName">The sender's file name without folders; where there is none, one made of its number and type.</param>
/// <param name="IsInline">Whether the HTML body shows it in place: it has a content id that the body refers to, or a location. [MS-OXCMAIL] 2.2.3.4.1.4.1.</param>
public sealed record MimeAttachment(MimeEntity Entity, string FileName, bool IsInline);
