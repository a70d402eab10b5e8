using System.CommandLine;
using System.Globalization;
using InferenceBench.Cli;

namespace InferenceBench.Verbs;

/// <summary>The options of <c>parity</c> alone: their declaration and their checks.</summary>
internal sealed class ParityOptions
{
    private readonly Option<string> _suite = new("--suite") { HelpName = "DIR", Description = "every NAME.onnx, NAME.pt or folder NAME with NAME.in.f32 and NAME.out.f32" };
    private readonly Option<string[]> _inputs = new("--input") { HelpName = "F.f32", Description = "raw little-endian float32 for the first input, the next one, … (repeatable); others get seeded values" };
    private readonly Option<string> _expected = new("--expected") { HelpName = "F.f32", Description = "the expected output as raw float32" };
    private readonly Option<string> _reference = new("--reference-file") { HelpName = "F.onnx", Description = "run ONNX Runtime on this file instead" };
    private readonly Option<string> _absolute = new("--atol") { HelpName = "A", Description = "absolute tolerance of an fp32 element; default: 1e-4·max(1, rms of the reference)" };
    private readonly Option<string> _relative = new("--rtol") { HelpName = "R", Description = "relative tolerance of an fp32 element; default: 1e-3" };
    private readonly Option<string> _save = new("--save-outputs") { HelpName = "DIR", Description = "keep outputs as MODEL.FRAMEWORK.VARIANT.PROVIDER[.PRECISION].INDEX.f32" };
    private readonly Option<string> _timeout = new("--case-timeout") { HelpName = "60s", Description = "a file that takes longer has failed; default: 60s" };
    private readonly Option<bool> _json = new("--json") { Description = "one JSON document on standard output" };

    /// <summary>Declares the options.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _suite, _inputs, _expected, _reference, _absolute, _relative, _save, _timeout, _json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads and checks the values.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="shared">The options that all verbs share.</param>
    /// <exception cref="UsageException">A value is wrong, a file is missing, or options contradict each other.</exception>
    public ParityCommand Parse(ParseResult result, RunOptions shared)
    {
        var command = new ParityCommand(shared)
        {
            SuiteDirectory = FullPath(result, _suite),
            InputFiles = [.. (result.GetValue(_inputs) ?? []).Select(file => PathArgument.Parse(_inputs.Name, file))],
            ExpectedFile = FullPath(result, _expected),
            ReferenceFile = FullPath(result, _reference),
            SaveDirectory = FullPath(result, _save),
            Absolute = ParseTolerance(_absolute.Name, result.GetValue(_absolute)),
            Relative = ParseTolerance(_relative.Name, result.GetValue(_relative)),
            Timeout = result.GetValue(_timeout) is { } timeout ? Durations.Parse(_timeout.Name, timeout) : new ParityCommand(shared).Timeout,
            IsJson = result.GetValue(_json),
        };
        CheckCombination(command);
        CheckFiles(command);
        return command;
    }

    private static void CheckCombination(ParityCommand command)
    {
        bool isSuite = command.SuiteDirectory is not null;
        bool hasRaw = command.InputFiles.Count > 0 || command.ExpectedFile is not null || command.ReferenceFile is not null;
        if (isSuite && (hasRaw || command.Shared.Models.Count > 0 || command.Shared.ModelFiles.Count > 0 || command.Shared.InputShapes.Count > 0))
        {
            throw new UsageException("--suite brings its own models, inputs and expected outputs; leave out --models, --model-file, --input, --input-shape, --expected and --reference-file");
        }

        if (hasRaw && (command.Shared.ModelFiles.Count != 1 || command.Shared.Models.Count > 0))
        {
            throw new UsageException("--input, --expected and --reference-file belong to one model; give exactly one --model-file and no --models");
        }

        if (command.ExpectedFile is not null && command.ReferenceFile is not null)
        {
            throw new UsageException("--expected and --reference-file are two references; give one of them");
        }

        if (command.ExpectedFile is not null && command.InputFiles.Count == 0)
        {
            throw new UsageException("--expected needs the --input that it was computed from");
        }
    }

    private static void CheckFiles(ParityCommand command)
    {
        Check("--suite", command.SuiteDirectory, Directory.Exists, "folder");
        Check("--expected", command.ExpectedFile, File.Exists, "file");
        Check("--reference-file", command.ReferenceFile, File.Exists, "file");
        foreach (string file in command.InputFiles)
        {
            Check("--input", file, File.Exists, "file");
        }

        foreach (string file in command.Shared.ModelFiles)
        {
            Check("--model-file", file, Path.Exists, "file");
        }
    }

    private static void Check(string option, string? path, Func<string, bool> exists, string kind)
    {
        if (path is not null && !exists(path))
        {
            throw new UsageException($"{option} {path}: no such {kind}");
        }
    }

    private static string? FullPath(ParseResult result, Option<string> option)
    {
        return result.GetValue(option) is { } path ? PathArgument.Parse(option.Name, path) : null;
    }

    private static double? ParseTolerance(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 0
            ? value
            : throw new UsageException($"{option} {text}: not a tolerance; write for example 1e-4");
    }
}
