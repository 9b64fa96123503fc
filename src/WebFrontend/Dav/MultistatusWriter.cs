using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Mapigate.WebFrontend.Dav;

/// <summary>Writes a multistatus (RFC 4918 13) as it grows: what is written goes out in blocks, so that a large collection takes no memory.</summary>
internal sealed class MultistatusWriter : IDisposable
{
    private const int Block = 32 * 1024;

    // The line ends of calendar objects count; a parser makes LF of any that is not escaped.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly HttpContext _http;
    private readonly MemoryStream _buffer = new();
    private readonly XmlWriter _writer;

    public MultistatusWriter(HttpContext http)
    {
        _http = http;
        http.Response.StatusCode = StatusCodes.Status207MultiStatus;
        http.Response.ContentType = "application/xml; charset=utf-8";
        _writer = XmlWriter.Create(_buffer, Settings);
        _writer.WriteStartElement("d", "multistatus", DavNames.WebDav.NamespaceName);
        _writer.WriteAttributeString("xmlns", "c", null, DavNames.CalDav.NamespaceName);
        _writer.WriteAttributeString("xmlns", "a", null, DavNames.CardDav.NamespaceName);
        _writer.WriteAttributeString("xmlns", "s", null, DavNames.CalendarServer.NamespaceName);
    }

    /// <summary>A resource with the properties that it has and those that were asked for in vain.</summary>
    public Task WriteAsync(string href, IReadOnlyCollection<XElement> found, IReadOnlyCollection<XName> missing)
    {
        Start(href);
        // A response without any propstat would not be one.
        if (found.Count > 0 || missing.Count == 0)
        {
            WritePropstat(found, StatusCodes.Status200OK);
        }

        if (missing.Count > 0)
        {
            WritePropstat(missing.Select(name => new XElement(name)), StatusCodes.Status404NotFound);
        }

        return EndAsync();
    }

    /// <summary>A resource with properties by the status that each group of them has.</summary>
    public Task WriteAsync(string href, IEnumerable<(int Status, IReadOnlyCollection<XName> Properties)> groups)
    {
        Start(href);
        foreach (var (status, properties) in groups)
        {
            WritePropstat(properties.Select(name => new XElement(name)), status);
        }

        return EndAsync();
    }

    /// <summary>A resource of which nothing is told but a status.</summary>
    public Task WriteStatusAsync(string href, int status, XName? error = null)
    {
        Start(href);
        WriteStatus(status);
        if (error is not null)
        {
            new XElement(DavNames.WebDav + "error", new XElement(error)).WriteTo(_writer);
        }

        return EndAsync();
    }

    public async Task FinishAsync(string? syncToken = null)
    {
        if (syncToken is not null)
        {
            _writer.WriteElementString("sync-token", DavNames.WebDav.NamespaceName, syncToken);
        }

        _writer.WriteEndElement();
        _writer.Flush();
        await SendAsync();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _buffer.Dispose();
    }

    private void Start(string href)
    {
        _writer.WriteStartElement("response", DavNames.WebDav.NamespaceName);
        _writer.WriteElementString("href", DavNames.WebDav.NamespaceName, href);
    }

    private async Task EndAsync()
    {
        _writer.WriteEndElement();
        _writer.Flush();
        if (_buffer.Length >= Block)
        {
            await SendAsync();
        }
    }

    private void WritePropstat(IEnumerable<XElement> properties, int status)
    {
        _writer.WriteStartElement("propstat", DavNames.WebDav.NamespaceName);
        _writer.WriteStartElement("prop", DavNames.WebDav.NamespaceName);
        foreach (var property in properties)
        {
            property.WriteTo(_writer);
        }

        _writer.WriteEndElement();
        WriteStatus(status);
        _writer.WriteEndElement();
    }

    private void WriteStatus(int status) => _writer.WriteElementString(
        "status", DavNames.WebDav.NamespaceName, string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}"));

    private async Task SendAsync()
    {
        await _http.Response.Body.WriteAsync(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length), _http.RequestAborted);
        _buffer.SetLength(0);
    }
}
