using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Index;

/// <summary>Gives the named properties of a converted object the ids of this mailbox.</summary>
internal static class NamedProperties
{
    /// <summary>Moves what stands under a name to its id, inside a commit. A name that gets no id any more is dropped.</summary>
    public static PropertyBag Resolve(this PropertyBag bag, ChangeSet changes, NamedPropertyMap names)
    {
        if (bag.Named.Count == 0)
            return bag;
        var wanted = bag.Named.Keys.ToArray();
        var ids = names.Map(changes, wanted);
        var resolved = new PropertyBag();
        foreach (var value in bag)
            resolved.Set(value.Tag, value.Value);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (ids[i] is { } id)
                resolved.Set(new PropertyTag(id, bag.Named[wanted[i]].Type), bag.Named[wanted[i]].Value);
        }

        return resolved;
    }
}
