using System.Xml.Linq;

namespace Mapigate.WebFrontend.Dav.Reports;

/// <summary>One report on a collection that supports it.</summary>
internal interface IDavReport
{
    /// <exception cref="Mapigate.Backends.BackendException">The store cannot or will not; the caller answers.</exception>
    Task AnswerAsync(DavCall call, CollectionResource collection, XElement request);
}
