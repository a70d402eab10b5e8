using System.Text.Json.Nodes;

namespace InferenceBench.Tests.Unit.Sampling.Tegrastats;

/// <summary>The published lines with what is expected of them.</summary>
internal static class FixtureLines
{
    public static JsonNode Document { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "power", "tegrastats.json")))!;

    public static IEnumerable<string> Ids => Document["lines"]!.AsArray().Select(static entry => entry!["id"]!.GetValue<string>());

    public static IEnumerable<string> Lines => Document["lines"]!.AsArray().Select(static entry => entry!["line"]!.GetValue<string>());

    public static string Line(string id) => Find("lines", id)["line"]!.GetValue<string>();

    public static JsonNode Find(string list, string id)
    {
        return Document[list]!.AsArray().Single(entry => entry!["id"]!.GetValue<string>() == id)!;
    }
}
