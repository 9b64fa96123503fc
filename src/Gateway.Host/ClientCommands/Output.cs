using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>Where a command prints: lines for people or JSON for programs.</summary>
internal sealed class Output(TextWriter writer, bool json)
{
    private static readonly JsonSerializerOptions Indented = Options(true);
    private static readonly JsonSerializerOptions OneLine = Options(false);

    public bool IsJson => json;

    public void Line(string text = "") => writer.WriteLine(text);

    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            writer.WriteLine(line);
    }

    /// <summary>One document.</summary>
    public void Document(object value) => writer.WriteLine(JsonSerializer.Serialize(value, Indented));

    /// <summary>One of many documents, each a line.</summary>
    public void Event(object value)
    {
        writer.WriteLine(JsonSerializer.Serialize(value, OneLine));
        writer.Flush();
    }

    private static JsonSerializerOptions Options(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
