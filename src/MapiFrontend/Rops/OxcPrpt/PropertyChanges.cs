using Mapigate.Mapi.Wire.OxcData;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>What the operations that set and delete properties share. [MS-OXCPRPT] 3.2.5.4, 3.2.5.5</summary>
internal static class PropertyChanges
{
    /// <summary>Sets the values; those that cannot be set are told, the others stand.</summary>
    public static async ValueTask<(ErrorCode Error, PropertyProblem[] Problems)> SetAsync(RopContext context, PropertyValue[] values, CancellationToken cancellationToken)
    {
        if (!TryGetWritable(context, out var target, out var error))
            return (error, []);
        var problems = new List<PropertyProblem>();
        for (var i = 0; i < values.Length; i++)
        {
            var result = values[i].Tag.Type is PropertyType.ErrorCode or PropertyType.Object or PropertyType.Null
                ? ErrorCode.NotSupported
                : target.Properties.Set(values[i].Tag, values[i].Value);
            if (result != ErrorCode.Success)
                problems.Add(new PropertyProblem((ushort)i, values[i].Tag, result));
        }

        await target.PersistAsync(cancellationToken);
        return (ErrorCode.Success, problems.ToArray());
    }

    /// <summary>Deletes properties.</summary>
    public static async ValueTask<(ErrorCode Error, PropertyProblem[] Problems)> DeleteAsync(RopContext context, PropertyTag[] tags, CancellationToken cancellationToken)
    {
        if (!TryGetWritable(context, out var target, out var error))
            return (error, []);
        var problems = new List<PropertyProblem>();
        for (var i = 0; i < tags.Length; i++)
        {
            var result = target.Properties.Remove(tags[i]);
            if (result != ErrorCode.Success)
                problems.Add(new PropertyProblem((ushort)i, tags[i], result));
        }

        await target.PersistAsync(cancellationToken);
        return (ErrorCode.Success, problems.ToArray());
    }

    private static bool TryGetWritable(RopContext context, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPropertyHolder? target, out ErrorCode error)
    {
        if (!context.TryGet(out target, out error))
            return false;
        var isReadOnly = target is MessageServerObject { IsReadOnly: true } or AttachmentServerObject { Message.IsReadOnly: true };
        if (isReadOnly)
            error = ErrorCode.AccessDenied;
        return !isReadOnly;
    }
}
