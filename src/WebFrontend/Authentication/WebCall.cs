using Mapigate.Gateway.Core.Mailboxes;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Authentication;

/// <summary>A request of a proven user, its body read to the end.</summary>
/// <param name="Http">The exchange.</param>
/// <param name="User">Who asks.</param>
/// <param name="Body">The body; null where it is larger than what is looked into.</param>
internal sealed record WebCall(HttpContext Http, AuthenticatedUser User, ReadOnlyMemory<byte>? Body);
