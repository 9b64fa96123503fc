namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>A condition on a component: one of the name has to fulfil all of it. RFC 4791 9.7.1</summary>
internal sealed record ComponentFilter(
    string Name, bool IsNotDefined, TimeRange? Range, IReadOnlyList<PropertyFilter> Properties, IReadOnlyList<ComponentFilter> Components);
