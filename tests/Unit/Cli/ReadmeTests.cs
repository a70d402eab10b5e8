using System.CommandLine;
using System.Text.RegularExpressions;
using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Tests.Unit.Architecture;
using InferenceBench.Verbs;
using InferenceBench.Verbs.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Cli;

/// <summary>What the README shows must be what the program takes.</summary>
public sealed partial class ReadmeTests
{
    private static readonly FrameworkRegistry s_registry = new(new ScriptedFramework("onnxruntime"));

    private static readonly string s_readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));

    public static TheoryData<string> Examples => [.. ShellBlock().Matches(s_readme)
        .SelectMany(static block => block.Groups[1].Value.Split('\n'))
        .Select(static line => ProgramLine().Match(line))
        .Where(static match => match.Success)
        .Select(static match => match.Groups[1].Value.Trim())
        .Where(static arguments => arguments is not ("" or "test") && !arguments.StartsWith("bundle", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_README_is_a_valid_command_line(string example)
    {
        string[] arguments = [.. example.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim('\''))];
        RootCommand command = RunCommand.Create(s_registry, arguments);
        command.Subcommands.Add(CompareVerb.Create(s_registry));
        command.Subcommands.Add(DoctorVerb.Create(s_registry));
        command.Subcommands.Add(GateVerb.Create(s_registry));
        command.Subcommands.Add(ListVerb.Create(s_registry));
        command.Subcommands.Add(ModelsVerb.Create(s_registry));
        command.Subcommands.Add(ParityVerb.Create(s_registry));
        command.Subcommands.Add(PowerVerb.Create(s_registry));
        command.Subcommands.Add(PublishVerb.Create(s_registry));
        ParseResult result = command.Parse(arguments);
        Assert.Empty(result.Errors);
        if (result.CommandResult.Command == command)
        {
            // What is left is for BenchmarkDotNet, which says what it does not know.
            Assert.NotNull(BenchmarkRequest.Parse(["*"], result.UnmatchedTokens, false));
        }
        else
        {
            Assert.Empty(result.UnmatchedTokens);
        }
    }

    [Fact]
    public void The_README_shows_examples()
    {
        Assert.True(Examples.Count >= 4, $"only {Examples.Count} examples were found");
    }

    [Fact]
    public void The_options_of_the_README_are_those_of_the_program()
    {
        string[] options = [.. RunCommand.Create(s_registry, []).Options.Select(static option => option.Name).Where(static name => name is not ("--help" or "--version" or "--filter"))];
        string[] shown = [.. OptionRow().Matches(s_readme).SelectMany(static row => OptionName().Matches(row.Groups[1].Value)).Select(static name => name.Groups[1].Value)];
        Assert.Equal(options.Order(), shown.Order());
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^(?:\./run\.sh|dotnet run -c Release --)([^#]*)")]
    private static partial Regex ProgramLine();

    [GeneratedRegex(@"^\| (`--.*?) \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"`(--[a-z-]+)")]
    private static partial Regex OptionName();
}
