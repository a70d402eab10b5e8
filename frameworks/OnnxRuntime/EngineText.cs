using System.Text.RegularExpressions;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>The engine's messages in one line.</summary>
internal static partial class EngineText
{
    /// <summary>Joins the lines of a message and drops the build machine's source positions.</summary>
    public static string OneLine(string text)
    {
        return Blanks().Replace(SourcePosition().Replace(text, ""), " ").Trim();
    }

    [GeneratedRegex(@"\S*/onnxruntime_src/\S+:\d+ ")]
    private static partial Regex SourcePosition();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
