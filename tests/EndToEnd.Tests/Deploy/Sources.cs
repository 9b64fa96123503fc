namespace Mapigate.EndToEnd.Tests.Deploy;

/// <summary>The files of the repository that an operator gets.</summary>
internal static class Sources
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Mapigate.slnx")))
                return folder;
        }

        throw new InvalidOperationException($"No Mapigate.slnx above {AppContext.BaseDirectory}.");
    }
}
