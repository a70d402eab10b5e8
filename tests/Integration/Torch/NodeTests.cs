using System.Text.Json;
using System.Text.RegularExpressions;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>ONNX's own node tests through the lowering and libtorch.</summary>
public sealed partial class NodeTests(ITestOutputHelper output) : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Theory]
    [InlineData("optimised")]
    [InlineData("eager")]
    public async Task Libtorch_computes_what_ONNX_says_or_names_the_operator(string variant)
    {
        Assert.SkipUnless(Directory.Exists(NodeTestSuite.Source), "ONNX's test data is not installed: apt install libonnx-testdata");
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());
        string suite = Directory.CreateDirectory(Path.Combine(_process.Folder, "suite")).FullName;
        int count = NodeTestSuite.Write(suite);
        Assert.True(count > 500, $"only {count} tests were found");

        (_, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.Real, "parity", "--suite", suite, "--frameworks", "libtorch", "--variants", variant);

        ILookup<string, JsonElement> cases = document.GetProperty("cases").EnumerateArray().ToLookup(static row => row.GetProperty("status").GetString()!);
        Report(variant, cases, count);
        Assert.Equal(count, cases.Sum(static status => status.Count()));
        Assert.Empty(cases["failed"].Select(static row => $"{Path.GetFileName(row.GetProperty("file").GetString())}: {row.GetProperty("reason")}"));
        Assert.All(cases["skipped"], static row => Assert.Matches(NamedOperator(), row.GetProperty("reason").GetString()));
        Assert.True(cases["passed"].Count() > 0.9 * count, $"only {cases["passed"].Count()} of {count} tests passed");
    }

    private void Report(string variant, ILookup<string, JsonElement> cases, int count)
    {
        // Not only with the test's own output, which a runner shows for failures alone.
        Console.Error.WriteLine($"ONNX's node tests through libtorch {variant}: {cases["passed"].Count()} passed, {cases["skipped"].Count()} skipped, {cases["failed"].Count()} wrong of {count}");
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
