namespace Mapigate.Formats.Mime;

/// <summary>File names as senders give them, made harmless: a bare name without folders, controls and trailing dots.</summary>
internal static class MimeFileName
{
    private const int MaxLength = 255;

    internal static string? Clean(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        name = HeaderText.WithoutControls(name);
        var folder = name.AsSpan().TrimEnd("/\\ ").LastIndexOfAny('/', '\\');
        var bare = name.AsSpan(folder + 1).Trim(" /\\\t");
        if (bare.Length > MaxLength)
        {
            // The extension decides what opens the file, so it stays.
            var dot = bare.LastIndexOf('.');
            var extension = dot > 0 && bare.Length - dot <= 16 ? bare[dot..] : [];
            bare = string.Concat(bare[..(MaxLength - extension.Length)], extension);
        }
        return bare.IsEmpty || bare is "." or ".." ? null : bare.ToString();
    }
}
