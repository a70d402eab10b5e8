using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.ConsoleArguments;
using BenchmarkDotNet.ConsoleArguments.ListBenchmarks;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using InferenceBench.Cli;

namespace InferenceBench.Cases;

/// <summary>BenchmarkDotNet's part of the command line, read by BenchmarkDotNet's own parser.</summary>
internal sealed class BenchmarkRequest
{
    private readonly IConfig _config;

    private BenchmarkRequest(IConfig config)
    {
        _config = config;
    }

    /// <summary>Nothing at all was asked for: the default benchmark.</summary>
    public bool IsDefaultRun { get; private init; }

    /// <summary>Whether <c>--filter</c> was given.</summary>
    public bool HasFilter { get; private init; }

    /// <summary>Whether a filter names the overhead benchmarks; a glob that merely matches everything does not.</summary>
    public bool NamesOverhead { get; private init; }

    /// <summary>Whether BenchmarkDotNet's <c>--list</c> was given.</summary>
    public bool WantsNames { get; private init; }

    /// <summary>Whether BenchmarkDotNet's <c>--info</c> was given.</summary>
    public bool WantsInformation { get; private init; }

    /// <summary>Launches of each case, <c>--launchCount</c> or what <c>--job</c> says; 1 without them.</summary>
    public int LaunchCount => _config.GetJobs()
        .Where(static job => job.HasValue(RunMode.LaunchCountCharacteristic))
        .Select(static job => Math.Max(1, job.Run.LaunchCount))
        .LastOrDefault(1);

    /// <summary>BenchmarkDotNet's filters, to be met together.</summary>
    public IReadOnlyList<IFilter> Filters => [.. _config.GetFilters()];

    /// <summary>Reads the arguments that are not the suite's own.</summary>
    /// <param name="filters">The globs of <c>--filter</c>.</param>
    /// <param name="others">The other arguments.</param>
    /// <param name="isDefaultRun">The whole command line was empty.</param>
    /// <exception cref="UsageException">BenchmarkDotNet refuses them; the message is its own.</exception>
    public static BenchmarkRequest Parse(IReadOnlyList<string> filters, IReadOnlyList<string> others, bool isDefaultRun)
    {
        // BenchmarkDotNet's parser takes a tenth of a second to get going: it is asked only when there is something to parse.
        (IConfig config, CommandLineOptions? options) = others.Count > 0 ? ParseOthers(filters, others) : (FilterBy(filters), null);
        return new BenchmarkRequest(config)
        {
            IsDefaultRun = isDefaultRun,
            HasFilter = filters.Count > 0,
            NamesOverhead = filters.Any(filter => filter.Contains("overhead", StringComparison.OrdinalIgnoreCase)),
            WantsNames = options is not null && options.ListBenchmarkCaseMode != ListBenchmarkCaseMode.Disabled,
            WantsInformation = options is { PrintInformation: true },
        };
    }

    /// <summary>Adds what was asked for, except jobs and filters, to a run's configuration.</summary>
    /// <param name="config">The configuration.</param>
    public void AddTo(ManualConfig config)
    {
        config.AddExporter([.. _config.GetExporters()]);
        config.AddDiagnoser([.. _config.GetDiagnosers()]);
        config.AddColumnProvider([.. _config.GetColumnProviders()]);
        config.AddHardwareCounters([.. _config.GetHardwareCounters()]);
        config.HideColumns([.. _config.GetColumnHidingRules()]);
        config.Options |= _config.Options;
    }

    /// <summary>A job of the suite with the settings of <c>--job</c> and of the numeric options. They change jobs and never add one.</summary>
    /// <param name="job">The suite's job.</param>
    public Job Mutate(Job job)
    {
        Job mutated = job.UnfreezeCopy();
        IReadOnlyList<EnvironmentVariable> variables = mutated.Environment.EnvironmentVariables;
        foreach (Job asked in _config.GetJobs())
        {
            mutated.Apply(asked);
            variables = asked.HasValue(EnvironmentMode.EnvironmentVariablesCharacteristic)
                ? [.. variables, .. asked.Environment.EnvironmentVariables]
                : variables;
        }

        mutated.Environment.EnvironmentVariables = variables;
        return new Job(job.Id, mutated).Freeze();
    }

    private static ManualConfig FilterBy(IReadOnlyList<string> filters)
    {
        ManualConfig config = ManualConfig.CreateEmpty();
        return filters.Count > 0 ? config.AddFilter(new GlobFilter([.. filters])) : config;
    }

    private static (IConfig Config, CommandLineOptions Options) ParseOthers(IReadOnlyList<string> filters, IReadOnlyList<string> others)
    {
        var logger = new AccumulationLogger();
        string[] arguments = filters.Count > 0 ? [.. others, "--filter", .. filters] : [.. others];
        (bool isSuccess, IConfig config, CommandLineOptions options) = Parse(arguments, logger);
        if (!isSuccess)
        {
            throw new UsageException(FirstMessage(logger.GetLog(), others));
        }

        StrayArguments.Refuse(others);
        return config.GetJobs().Any(ChoosesToolchain)
            ? throw new UsageException("--runtimes, --inProcess and the other options that choose a toolchain do not apply: every case runs in a process of this program")
            : (config, options);
    }

    private static (bool IsSuccess, IConfig Config, CommandLineOptions Options) Parse(string[] arguments, ILogger logger)
    {
        try
        {
            (bool isSuccess, IConfig config, CommandLineOptions options) = ConfigParser.Parse(arguments, logger, null);
            return isSuccess ? (true, config, Checked(options)) : (false, config, options);
        }
        catch (Exception exception) when (exception is not UsageException)
        {
            // Some values pass its parser and break what it builds from them, for example --maxWidth 10.
            throw new UsageException($"BenchmarkDotNet refuses {string.Join(' ', arguments)}: {exception.Message}", exception);
        }
    }

    // BenchmarkDotNet's own engine would mend or refuse them late.
    private static CommandLineOptions Checked(CommandLineOptions options)
    {
        (string Name, long? Value, long Least)[] counts =
        [
            ("--launchCount", options.LaunchCount, 1),
            ("--warmupCount", options.WarmupIterationCount, 0),
            ("--iterationCount", options.IterationCount, 1),
            ("--invocationCount", options.InvocationCount, 1),
            ("--iterationTime", options.IterationTimeInMilliseconds, 1),
        ];
        (string Name, long? Value, long Least) wrong = counts.FirstOrDefault(count => count.Value < count.Least);
        return wrong.Name is null
            ? options
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{wrong.Name} {wrong.Value}: not a number from {wrong.Least} up"));
    }

    private static bool ChoosesToolchain(Job job)
    {
        return job.Infrastructure.HasValue(InfrastructureMode.ToolchainCharacteristic) || job.Environment.HasValue(EnvironmentMode.RuntimeCharacteristic);
    }

    // The parser prints its version, then "ERROR(S):", then one line for each; the rest is its help.
    private static string FirstMessage(string log, IReadOnlyList<string> arguments)
    {
        string[] lines = [.. log.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        int errors = Array.FindIndex(lines, line => line.StartsWith("ERROR", StringComparison.OrdinalIgnoreCase));
        string message = lines.ElementAtOrDefault(errors < 0 ? 0 : errors + 1) ?? $"BenchmarkDotNet refuses: {string.Join(' ', arguments)}";
        return $"{message.TrimEnd('.')}; --help lists the options";
    }
}
