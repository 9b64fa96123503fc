using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Http;

namespace Mapigate.MapiFrontend;

/// <summary>What the MAPI front end measures; names and units follow OpenTelemetry.</summary>
public sealed class MapiMetrics
{
    public const string MeterName = "Mapigate.MapiFrontend";

    private readonly UpDownCounter<long> _contexts;
    private readonly Histogram<double> _requests;
    private readonly Histogram<double> _operations;

    public MapiMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _contexts = meter.CreateUpDownCounter<long>("mapigate.mapi.contexts", "{context}", "Living session contexts");
        _requests = meter.CreateHistogram<double>("mapigate.mapi.request.duration", "s", "MAPI/HTTP requests by type and response code");
        _operations = meter.CreateHistogram<double>("mapigate.mapi.rop.duration", "s", "Remote operations by name and return value");
    }

    internal void ContextBegan(MapiEndpoint endpoint) => _contexts.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint.ToString()));

    internal void ContextEnded(MapiEndpoint endpoint) => _contexts.Add(-1, new KeyValuePair<string, object?>("endpoint", endpoint.ToString()));

    internal void RequestEnded(string type, int code, TimeSpan elapsed) =>
        _requests.Record(elapsed.TotalSeconds, new TagList { { "type", type }, { "code", code } });

    internal void OperationEnded(RopId ropId, ErrorCode returnValue, TimeSpan elapsed)
    {
        if (_operations.Enabled)
            _operations.Record(elapsed.TotalSeconds, new TagList { { "rop", ropId.ToString() }, { "code", (uint)returnValue } });
    }
}
