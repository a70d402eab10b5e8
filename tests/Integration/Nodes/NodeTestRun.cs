using System.Text.Json;
using System.Text.RegularExpressions;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Nodes;

/// <summary>ONNX's own node tests through one variant of a framework that lowers ONNX operators.</summary>
internal static partial class NodeTestRun
{
    private const string NoEffect = "XLA compiled nothing";

    /// <summary>Skips the test where ONNX's test data is not installed.</summary>
    public static void SkipWithoutData()
    {
        Assert.SkipUnless(Directory.Exists(NodeTestSuite.Source), "ONNX's test data is not installed: apt install libonnx-testdata");
    }

    /// <summary>None may be wrong, each that is skipped names its operator, and more than 90 % pass.</summary>
    /// <param name="process">Runs the suite's executable.</param>
    /// <param name="output">Gets the reasons of skipped tests.</param>
    /// <param name="framework">Framework id.</param>
    /// <param name="variant">Variant id.</param>
    /// <param name="mayLackEffect">Whether a test may also be skipped because nothing in it is what makes the variant.</param>
    public static async Task CheckAsync(SuiteProcess process, ITestOutputHelper output, string framework, string variant, bool mayLackEffect = false)
    {
        string suite = Directory.CreateDirectory(Path.Combine(process.Folder, "suite")).FullName;
        int count = NodeTestSuite.Write(suite);
        Assert.True(count > 500, $"only {count} tests were found");

        (_, JsonElement document) = await process.RunJsonAsync(SuiteProcess.Real, "parity", "--suite", suite, "--frameworks", framework, "--variants", variant);

        ILookup<string, JsonElement> cases = document.GetProperty("cases").EnumerateArray().ToLookup(static row => row.GetProperty("status").GetString()!);
        Report(output, $"{framework} {variant}", cases, count);
        Assert.Equal(count, cases.Sum(static status => status.Count()));
        Assert.Empty(cases["failed"].Select(static row => $"{Path.GetFileName(row.GetProperty("file").GetString())}: {row.GetProperty("reason")}"));
        string[] skipped = [.. cases["skipped"].Select(static row => row.GetProperty("reason").GetString()!)];
        string[] without = mayLackEffect ? [.. skipped.Where(static reason => reason.Contains(NoEffect, StringComparison.Ordinal))] : [];
        Assert.All(skipped.Except(without), static reason => Assert.Matches(NamedOperator(), reason));
        int counted = count - without.Length;
        Assert.True(cases["passed"].Count() > 0.9 * counted, $"only {cases["passed"].Count()} of {counted} tests passed");
    }

    private static void Report(ITestOutputHelper output, string engine, ILookup<string, JsonElement> cases, int count)
    {
        // Not only with the test's own output, which a runner shows for failures alone.
        Console.Error.WriteLine($"ONNX's node tests through {engine}: {cases["passed"].Count()} passed, {cases["skipped"].Count()} skipped, {cases["failed"].Count()} wrong of {count}");
        foreach (IGrouping<string, JsonElement> reason in cases["skipped"]
            .GroupBy(static row => NamedOperator().Match(row.GetProperty("reason").GetString()!) is { Success: true } match ? match.Value : row.GetProperty("reason").GetString()!)
            .OrderBy(static reason => reason.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{reason.Count(),4} {reason.Key}, the first: {reason.First().GetProperty("reason")}");
        }
    }

    [GeneratedRegex(@"operator \w+ \(opset \d+\)(?= at node '.*' is not lowered)")]
    private static partial Regex NamedOperator();
}
