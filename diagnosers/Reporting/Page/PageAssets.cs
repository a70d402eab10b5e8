using System.Security.Cryptography;
using System.Text;

namespace InferenceBench.Reporting.Page;

/// <summary>Script and style of the page: resources of this assembly, which a reader finds in <c>Page/Assets</c>.</summary>
internal static class PageAssets
{
    /// <summary>Sets the reader's theme before anything is drawn.</summary>
    public static string ThemeScript { get; } = Read("theme.js");

    /// <summary>Table, filters, charts' tooltips.</summary>
    public static string Script { get; } = Read("report.js");

    /// <summary>All of the style but colours.</summary>
    public static string Style { get; } = Read("report.css");

    /// <summary>How a content security policy names a script or style by its content.</summary>
    /// <param name="content">What stands between the tags.</param>
    public static string HashOf(string content)
    {
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
    }

    // Browsers hash what their HTML parser hands them, which turns CR LF into LF.
    private static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream("Page." + name)
            ?? throw new InvalidOperationException($"the resource Page.{name} is not in this build");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
