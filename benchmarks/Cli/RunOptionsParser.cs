using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using InferenceBench.Cases;
using InferenceBench.Contracts;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Models.Catalogue;
using InferenceBench.Registry;

namespace InferenceBench.Cli;

/// <summary>The options that a run, <c>list</c>, <c>parity</c> and <c>doctor</c> share: their declaration and their checks.</summary>
public sealed class RunOptionsParser
{
    private readonly Option<string[]> _frameworks = Declare("--frameworks", "a,b", "only these frameworks");
    private readonly Option<string[]> _devices = Declare("--devices", "cpu,cuda:0", "only these devices");
    private readonly Option<string[]> _models = Declare("--models", "resnet50,…", "only these models of the chosen benchmarks");
    private readonly Option<string[]> _modelFiles = Declare("--model-file", "F.onnx", "a model of your own (repeatable)");
    private readonly Option<string[]> _providers = Declare("--providers", "cpu,cuda,tensorrt", "only these providers");
    private readonly Option<string[]> _variants = Declare("--variants", "a,b", "these variants instead of those that each framework runs by default");
    private readonly Option<string[]> _batchSizes = Declare("--batch-sizes", "1,8", "batch sizes; default: 1, or the file's own");
    private readonly Option<string[]> _precisions = Declare("--precisions", "fp32,fp16,bf16,int8", "only these precisions; default: the model's own");
    private readonly Option<string[]> _threads = Declare("--threads", "N", "threads of one inference; default: the processors of this process");
    private readonly Option<string[]> _inputShapes = Declare("--input-shape", "[NAME:]1,3,640,640", "shape of a dynamic input (repeatable)");
    private readonly Option<string[]> _frameworkOptions = Declare("--option", "FRAMEWORK.KEY=VALUE", "an option of one framework (repeatable)");
    private readonly Option<string[]> _signature = Declare("--signature", "NAME", "signature of a SavedModel; default: serving_default");
    private readonly Option<string[]> _duration = Declare("--duration", "3s|auto", "time to measure a case, obeyed exactly; auto: 3 s and 64 inferences, and what the power source needs for 1 %, at most 30 s");
    private readonly Option<string[]> _warmUp = Declare("--warmup", "1s", "time to warm up, obeyed exactly; default: 1 s and until stable, at most 5 s");
    private readonly Option<string[]> _caseTimeout = Declare("--case-timeout", "10m", "a case that takes longer is killed");
    private readonly Option<string[]> _powerSource = Declare("--power-source", "auto|nvml|ina3221|rapl|tegrastats|replay:FILE|none", "where power is read, the primary source first; default: auto, what fits the device");
    private readonly Option<string[]> _idle = Declare("--idle", "5s", "time to measure idle power before and after the cases; default: 5s when a source is named or the run is long, else 0");
    private readonly Option<string[]> _powerMode = Declare("--power-mode", "ID", "power mode of the board for this run (nvpmodel); the one before comes back");
    private readonly Option<string[]> _root = Declare("--root", "DIR", "folder that stands for / where sensors are read");
    private readonly Option<string[]> _resultsDirectory = Declare("--results-dir", "D", "root of the result folders; default: results");
    private readonly Option<string[]> _exportTimes = Declare("--export-times", "F.json", "also write the times of every inference to this file");

    private readonly Option<string[]> _resume = Declare(
        "--resume", "DIR", "continue the run in this folder: only its missing, failed and skipped cases. Its own command line goes on unless options choose other cases");

    private IReadOnlyList<Option> All =>
    [
        _frameworks, _devices, _models, _modelFiles, _providers, _variants, _batchSizes, _precisions, _threads,
        _inputShapes, _frameworkOptions, _signature, _duration, _warmUp, _caseTimeout, _powerSource, _idle, _powerMode, _root,
        _resultsDirectory, _exportTimes, _resume,
    ];

    // What may stand beside --resume without choosing cases anew.
    private IReadOnlyList<Option> Incidental => [_caseTimeout, _idle, _resultsDirectory, _exportTimes];

    /// <summary>Declares the options on a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="except">Names of options that this command does not take, for example <c>--duration</c>.</param>
    public void AddTo(Command command, params IReadOnlyList<string> except)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (Option option in All.Where(option => !except.Contains(option.Name)))
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The run to continue, as an absolute path: that of <c>--resume</c> as it is, or under the root of results, where a run's id leads to it. Null: none.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <exception cref="UsageException">The path is empty.</exception>
    public string? ResumeDirectory(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (Value(result, _resume) is not { } given)
        {
            return null;
        }

        string directory = PathArgument.Parse(_resume.Name, given);
        string root = Value(result, _resultsDirectory) is { } results ? PathArgument.Parse(_resultsDirectory.Name, results) : RunOptions.DefaultResultsDirectory;
        string byId = Path.Combine(root, given);
        return !Directory.Exists(directory) && Directory.Exists(byId) ? byId : directory;
    }

    /// <summary>Whether options beside <c>--resume</c> choose cases or say how they are measured.</summary>
    /// <param name="result">The parsed command line.</param>
    public bool ChoosesCases(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return All.Except([_resume, .. Incidental]).Any(option => result.GetResult(option) is not null);
    }

    /// <summary>The options beside <c>--resume</c> that choose no cases, as arguments to add to a recorded command line.</summary>
    /// <param name="result">The parsed command line.</param>
    public IReadOnlyList<string> IncidentalArguments(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. Incidental.SelectMany(option => Values(result, option).SelectMany(value => new[] { option.Name, value }))];
    }

    /// <summary>Reads and checks the values.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="registry">All frameworks.</param>
    /// <exception cref="UsageException">A value is wrong.</exception>
    public RunOptions Parse(ParseResult result, FrameworkRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(registry);
        FrameworkDescriptor[] descriptors = [.. registry.All.Select(framework => framework.Descriptor)];
        string[] frameworks = [.. descriptors.Select(descriptor => descriptor.Id)];
        string[] files = [.. Values(result, _modelFiles).Select(file => PathArgument.Parse(_modelFiles.Name, file)).Distinct()];
        return new RunOptions
        {
            Frameworks = Names(result, _frameworks, "framework", frameworks),
            Providers = Names(result, _providers, "provider", [.. descriptors.SelectMany(d => d.Providers).Select(p => p.Id).Distinct()]),
            Variants = Names(result, _variants, "variant", [.. descriptors.SelectMany(d => d.Variants).Distinct()]),
            Devices = [.. Items(result, _devices).Select(ParseDevice).Distinct()],
            Models = Names(result, _models, "model", [.. ModelCatalogue.Entries.Select(e => e.Id), .. files.Select(f => Path.GetFileNameWithoutExtension(f))]),
            ModelFiles = files,
            BatchSizes = [.. Items(result, _batchSizes).Select(text => ParseCount("--batch-sizes", text, 1 << 20)).Distinct()],
            Precisions = [.. Items(result, _precisions).Select(ParsePrecision).Distinct()],
            Threads = Value(result, _threads) is { } threads ? ParseCount("--threads", threads, 4096) : null,
            InputShapes = InputShapeParser.Parse(Values(result, _inputShapes)),
            FrameworkOptions = ParseFrameworkOptions(result, descriptors),
            Duration = ParseDuration(Value(result, _duration)),
            IsDurationAuto = Value(result, _duration) is { } duration && IsAuto(duration),
            WarmUp = Value(result, _warmUp) is { } warmUp ? Durations.Parse("--warmup", warmUp) : null,
            CaseTimeout = ParseCaseTimeout(result),
            Power = ParsePower(result),
            ResultsDirectory = Value(result, _resultsDirectory) is { } directory ? PathArgument.Parse(_resultsDirectory.Name, directory) : null,
            ExportTimesFile = Value(result, _exportTimes) is { } file ? PathArgument.Parse(_exportTimes.Name, file) : null,
        };
    }

    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ParseFrameworkOptions(ParseResult result, FrameworkDescriptor[] descriptors)
    {
        // The shorthand comes first, so that what is said of one framework alone wins.
        IEnumerable<string> signatures = Value(result, _signature) is { } signature
            ? descriptors.Where(static descriptor => descriptor.ModelExtensions.Contains(ModelExtension.Folder)).Select(descriptor => $"{descriptor.Id}.signature={signature}")
            : [];
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> options = FrameworkOptionParser.Parse(
            [.. signatures, .. Values(result, _frameworkOptions)], [.. descriptors.Select(static descriptor => descriptor.Id)]);
        foreach (FrameworkDescriptor descriptor in descriptors.Where(descriptor => options.ContainsKey(descriptor.Id)))
        {
            try
            {
                descriptor.CheckOptions(options[descriptor.Id]);
            }
            catch (InferenceException e)
            {
                throw new UsageException($"{_frameworkOptions.Name}: {e.Message}", e);
            }
        }

        return options;
    }

    private static Option<string[]> Declare(string name, string argument, string description)
    {
        return new Option<string[]>(name) { HelpName = argument, Description = description, Arity = ArgumentArity.OneOrMore };
    }

    private static string[] Values(ParseResult result, Option option)
    {
        return result.GetResult(option) is { } given ? [.. given.Tokens.Select(token => token.Value)] : [];
    }

    // Of an option with one value the last one given wins, so that a script's choice can be overridden.
    private static string? Value(ParseResult result, Option option)
    {
        return Values(result, option).LastOrDefault();
    }

    private static string[] Items(ParseResult result, Option option)
    {
        string[] values = Values(result, option);
        string[] items = [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return items.Length > 0 || values.Length == 0
            ? items
            : throw new UsageException($"{option.Name}: the list is empty; write for example {option.Name} {option.HelpName}");
    }

    private static string[] Names(ParseResult result, Option option, string kind, string[] known)
    {
        return [.. Items(result, option)
            .Select(name => known.FirstOrDefault(candidate => candidate.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Suggestion.Unknown(option.Name, kind, name, known))
            .Distinct()];
    }

    private static Device ParseDevice(string text)
    {
        return Device.TryParse(text, out Device device)
            ? device
            : throw new UsageException($"--devices {text}: not a device; write cpu, cuda or cuda:N");
    }

    private static Precision ParsePrecision(string text)
    {
        return PrecisionNames.TryParse(text, out Precision precision)
            ? precision
            : throw Suggestion.Unknown("--precisions", "precision", text, [.. Enum.GetValues<Precision>().Select(p => p.ToName())]);
    }

    private static int ParseCount(string option, string text, int greatest)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 && count <= greatest
            ? count
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} {text}: not a number from 1 to {greatest}"));
    }

    private static TimeSpan? ParseDuration(string? text)
    {
        return text is null || IsAuto(text) ? null : ParsePositive("--duration", text);
    }

    private static bool IsAuto(string text)
    {
        return text.Equals("auto", StringComparison.OrdinalIgnoreCase);
    }

    private TimeSpan ParseCaseTimeout(ParseResult result)
    {
        return Value(result, _caseTimeout) is { } timeout ? ParsePositive(_caseTimeout.Name, timeout) : new RunOptions().CaseTimeout;
    }

    private PowerRequest ParsePower(ParseResult result)
    {
        PowerRequest request = PowerSourceParser.Parse(Values(result, _powerSource));
        return request with
        {
            Idle = Value(result, _idle) is { } idle ? Durations.Parse(_idle.Name, idle) : null,
            Mode = Value(result, _powerMode) is { } mode ? ParsePowerMode(mode) : null,
            LongestCase = ParseCaseTimeout(result),
            Root = Value(result, _root) is { } root ? ParseRoot(root) : request.Root,
        };
    }

    private static int ParsePowerMode(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int mode)
            ? mode
            : throw new UsageException($"--power-mode {text}: not the id of a mode; nvpmodel -p --verbose lists them");
    }

    private static string ParseRoot(string text)
    {
        string root = PathArgument.Parse("--root", text);
        return Directory.Exists(root) ? root : throw new UsageException($"--root {text}: no such folder");
    }

    private static TimeSpan ParsePositive(string option, string text)
    {
        TimeSpan value = Durations.Parse(option, text);
        return value > TimeSpan.Zero ? value : throw new UsageException($"{option} {text}: must be longer than 0");
    }
}
