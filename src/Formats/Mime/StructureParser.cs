using System.Runtime.InteropServices;
using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Finds the entities of a message in one pass over its bytes. RFC 2046 5.1; bodies are not looked into, only passed over.</summary>
internal sealed class StructureParser(MimeSource source, MimeLimits limits)
{
    /// <summary>No boundary line is longer: RFC 2046 allows 70 characters, some senders take hundreds.</summary>
    private const int MaxBoundaryLine = 8 * 1024;

    private readonly ScanWindow window = new(source);
    private readonly BoundaryStack boundaries = new();
    private long position;
    private int parts;

    /// <summary>The end of a body: where it stops, which open multipart's boundary stopped it (-1: the end of the source), where the next line begins.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct BodyEnd(long End, int Level, bool IsClose, long Next);

    internal MimeEntity Parse(int depth)
    {
        ParseEntity(parent: null, depth, inDigest: false, out var root);
        return root;
    }

    private BodyEnd ParseEntity(MimeEntity? parent, int depth, bool inDigest, out MimeEntity entity)
    {
        parts++;
        var start = position;
        var headers = ReadHeaders(isMessage: parent is null || parent.ContentType.IsMessage);
        var type = ContentType.Of(headers, inDigest);
        headers.HintCharset(type.Charset);
        entity = new MimeEntity(source, limits, parent, depth, headers, type, start, position);

        var end = ParseBody(entity, depth);
        entity.End = end.End;
        return end;
    }

    private BodyEnd ParseBody(MimeEntity entity, int depth)
    {
        var isMessage = entity.ContentType.IsMessage && !TransferEncodings.IsEncoded(entity.TransferEncoding);
        if (!entity.ContentType.IsMultipart && !isMessage)
            return FindBodyEnd();
        if (depth >= limits.MaxDepth)
        {
            entity.Defects |= MimeDefects.DepthLimit;
            return FindBodyEnd();
        }
        if (isMessage)
        {
            var end = ParseEntity(entity, depth + 1, inDigest: false, out var embedded);
            entity.SetEmbedded(new MimeMessage(embedded));
            return end;
        }
        var boundary = Boundary(entity);
        return boundary.Length == 0 ? FindBodyEnd() : ParseMultipart(entity, boundary, depth);
    }

    private BodyEnd ParseMultipart(MimeEntity entity, byte[] boundary, int depth)
    {
        var level = boundaries.Count;
        var inDigest = entity.ContentType.Is("multipart", "digest");
        boundaries.Push(boundary);
        var end = FindBodyEnd();
        entity.Preamble = MimeRange.Between(entity.Body.Offset, end.End);
        if (end.Level != level)
            entity.Defects |= MimeDefects.MissingStartBoundary;
        while (end.Level == level && !end.IsClose)
        {
            position = end.Next;
            if (parts >= limits.MaxParts)
            {
                entity.Defects |= MimeDefects.PartLimit;
                end = FindBodyEnd();
                continue;
            }
            end = ParseEntity(entity, depth + 1, inDigest, out var child);
            // A delimiter line that was written twice, or the last one that should have closed the multipart.
            if (child.IsVoid)
                parts--;
            else
                entity.Add(child);
        }
        boundaries.Pop();
        if (end.Level != level)
        {
            entity.Defects |= MimeDefects.MissingEndBoundary;
            return end;
        }
        position = end.Next;
        var epilogue = position;
        end = FindBodyEnd();
        entity.Epilogue = MimeRange.Between(epilogue, end.End);
        return end;
    }

    private HeaderList ReadHeaders(bool isMessage)
    {
        while (true)
        {
            var data = window.From(position);
            var tooLarge = data.Length > limits.MaxHeaderBytes + ScanWindow.PieceSize && !window.IsComplete;
            var scanner = new HeaderScanner(data, window.IsComplete || tooLarge, limits, boundaries);
            if (!scanner.TryScan(isMessage))
            {
                window.Extend(position);
                continue;
            }
            var raw = source.Slice(new MimeRange(position, scanner.SectionEnd));
            position += scanner.BodyStart;
            if (tooLarge && scanner.SectionEnd == data.Length)
                SkipToBlankLine();
            return new HeaderList(raw, scanner.Fields, scanner.Defects);
        }
    }

    /// <summary>Passes over the rest of a header section that is larger than what is kept.</summary>
    private void SkipToBlankLine()
    {
        while (true)
        {
            var data = window.From(position);
            var lf = data.IndexOf("\n\n"u8);
            var crlf = data.IndexOf("\n\r\n"u8);
            if (crlf >= 0 && (lf < 0 || crlf < lf))
            {
                position += crlf + 3;
                return;
            }
            if (lf >= 0)
            {
                position += lf + 2;
                return;
            }
            if (window.IsComplete)
            {
                position += data.Length;
                return;
            }
            position += Math.Max(data.Length - 2, 0);
            window.Extend(position);
        }
    }

    /// <summary>The next line that is a boundary of an open multipart. The line break before it belongs to it, not to the body.</summary>
    private BodyEnd FindBodyEnd()
    {
        var bodyStart = position;
        if (boundaries.Count == 0)
            return AtEnd();
        if (TryBoundaryLine(position, bodyStart, out var found))
            return found;
        while (true)
        {
            var data = window.From(position);
            var hit = data.IndexOf("\n--"u8);
            if (hit >= 0)
            {
                position += hit + 1;
                if (TryBoundaryLine(position, bodyStart, out found))
                    return found;
                continue;
            }
            if (window.IsComplete)
                return AtEnd();
            position += Math.Max(data.Length - 2, 0);
            window.Extend(position);
        }
    }

    private BodyEnd AtEnd()
    {
        position = source.Length;
        return new BodyEnd(source.Length, Level: -1, IsClose: false, source.Length);
    }

    private bool TryBoundaryLine(long lineStart, long bodyStart, out BodyEnd end)
    {
        end = default;
        var data = window.From(lineStart);
        int length;
        while (true)
        {
            length = data[..Math.Min(data.Length, MaxBoundaryLine)].IndexOf((byte)'\n');
            if (length >= 0 || data.Length >= MaxBoundaryLine || window.IsComplete)
                break;
            window.Extend(lineStart);
            data = window.From(lineStart);
        }
        if (length < 0 && data.Length > MaxBoundaryLine)
            return false;
        var level = boundaries.Match(length < 0 ? data : data[..length], out var isClose);
        if (level < 0)
            return false;
        end = new BodyEnd(BeforeLineBreak(lineStart, bodyStart), level, isClose, length < 0 ? lineStart + data.Length : lineStart + length + 1);
        return true;
    }

    private long BeforeLineBreak(long lineStart, long bodyStart)
    {
        var available = (int)Math.Min(2, lineStart - bodyStart);
        if (available == 0)
            return bodyStart;
        Span<byte> before = stackalloc byte[2];
        before = before[..available];
        source.Read(lineStart - available, before);
        return before is [(byte)'\r', (byte)'\n'] ? lineStart - 2 : lineStart - 1;
    }

    /// <summary>The boundary parameter; where it is missing, the first line of the body when that looks like a delimiter.</summary>
    private byte[] Boundary(MimeEntity entity)
    {
        var boundary = entity.ContentType.Boundary;
        if (boundary.Length > 0)
            return Encoding.Latin1.GetBytes(boundary);
        entity.Defects |= MimeDefects.MissingBoundaryParameter;
        var body = window.From(position);
        if (body.Length < ScanWindow.PieceSize && !window.IsComplete)
        {
            window.Extend(position);
            body = window.From(position);
        }
        body = body[..Math.Min(body.Length, MaxBoundaryLine)].TrimStart("\r\n"u8);
        var lineEnd = body.IndexOf((byte)'\n');
        if (!body.StartsWith("--"u8) || lineEnd < 0)
            return [];
        return body[2..lineEnd].TrimEnd(" \t\r\n"u8).ToArray();
    }
}
