using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>A server object with properties: store, folder, message or attachment. [MS-OXCPRPT]</summary>
public abstract class MapiObject : ServerObject
{
    private protected MapiObject(MapiSession session, byte logonId, uint handle)
        : base(session, logonId, handle)
    {
    }

    /// <summary>Reads properties; one that is absent, or too large to stand in an answer, is left out. [MS-OXCPRPT] 2.2.2</summary>
    public async Task<PropertyBag> GetAsync(IReadOnlyList<PropertyTag> tags, CancellationToken cancellation)
    {
        PropertyTag[] columns = [.. tags];
        var batch = new RopBatch();
        var call = batch.AddRows<RopGetPropertiesSpecificRequest, RopGetPropertiesSpecificResponse>(
            LogonId, batch.Input(this), new RopGetPropertiesSpecificRequest(0, 1, columns), columns);
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return ToBag(call.Response.Row);
    }

    /// <summary>Reads every property; one too large to stand in an answer has type ErrorCode. [MS-OXCPRPT] 2.2.3</summary>
    public async Task<IReadOnlyList<PropertyValue>> GetAllAsync(CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopGetPropertiesAllRequest, RopGetPropertiesAllResponse>(
            this, new RopGetPropertiesAllRequest(0, 1), cancellation).ConfigureAwait(false);
        return response.PropertyValues;
    }

    /// <summary>The tags of the properties that the object has. [MS-OXCPRPT] 2.2.4</summary>
    public async Task<IReadOnlyList<PropertyTag>> ListAsync(CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopGetPropertiesListRequest, RopGetPropertiesListResponse>(this, default, cancellation).ConfigureAwait(false);
        return response.PropertyTags;
    }

    /// <summary>Sets properties; a message keeps them only once it is saved. [MS-OXCPRPT] 2.2.5</summary>
    /// <exception cref="MapiException">One of them was refused.</exception>
    public async Task SetAsync(IEnumerable<PropertyValue> values, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopSetPropertiesRequest, RopSetPropertiesResponse>(
            this, new RopSetPropertiesRequest([.. values]), cancellation).ConfigureAwait(false);
        Refuse(nameof(RopSetPropertiesRequest), response.PropertyProblems);
    }

    /// <summary>Removes properties. [MS-OXCPRPT] 2.2.7</summary>
    /// <exception cref="MapiException">One of them was refused.</exception>
    public async Task DeleteAsync(IReadOnlyList<PropertyTag> tags, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopDeletePropertiesRequest, RopDeletePropertiesResponse>(
            this, new RopDeletePropertiesRequest([.. tags]), cancellation).ConfigureAwait(false);
        Refuse(nameof(RopDeletePropertiesRequest), response.PropertyProblems);
    }

    /// <summary>Opens a property as a stream. [MS-OXCPRPT] 2.2.14</summary>
    public async Task<MapiStream> OpenStreamAsync(PropertyTag tag, OpenStreamFlags mode, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopOpenStreamRequest, RopOpenStreamResponse>(LogonId, batch.Input(this), new RopOpenStreamRequest(slot, tag, mode));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiStream(Session, LogonId, call.Response.StreamSize, batch.HandleAt(slot));
    }

    /// <summary>The whole value of a binary or string property, however large; null where it is absent.</summary>
    /// <returns>The bytes; those of a String property are UTF-16.</returns>
    public async Task<byte[]?> ReadStreamAsync(PropertyTag tag, CancellationToken cancellation)
    {
        try
        {
            using var stream = await OpenStreamAsync(tag, OpenStreamFlags.ReadOnly, cancellation).ConfigureAwait(false);
            return await stream.ReadToEndAsync(cancellation).ConfigureAwait(false);
        }
        catch (MapiException e) when (e.Code == ErrorCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Sets a binary or string property through a stream, which has no limit of size.</summary>
    public async Task WriteStreamAsync(PropertyTag tag, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        using var stream = await OpenStreamAsync(tag, OpenStreamFlags.Create, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(value, cancellation).ConfigureAwait(false);
        await stream.CommitAsync(cancellation).ConfigureAwait(false);
    }

    private protected static PropertyBag ToBag(PropertyRow row)
    {
        var bag = new PropertyBag();
        for (var i = 0; i < row.Columns.Length; i++)
        {
            switch (row.Values[i])
            {
                case null or ErrorCode:
                    break;
                case PropertyValue typed:
                    bag.Set(typed.Tag, typed.Value);
                    break;
                case var value:
                    bag.Set(row.Columns[i], value);
                    break;
            }
        }

        return bag;
    }

    private static void Refuse(string request, PropertyProblem[] problems)
    {
        if (problems.Length > 0)
            throw new MapiException($"{request.Replace("Request", string.Empty, StringComparison.Ordinal)} of {problems[0].Tag}", problems[0].ErrorCode);
    }
}
