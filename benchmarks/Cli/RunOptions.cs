using InferenceBench.Contracts;
using InferenceBench.Diagnosers.Power;

namespace InferenceBench.Cli;

/// <summary>The suite's own options, parsed and checked. Null or empty means: the user did not say.</summary>
public sealed record RunOptions
{
    /// <summary><c>--frameworks</c>: framework ids.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary><c>--providers</c>: provider ids.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary><c>--variants</c>: variant ids.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary><c>--devices</c>.</summary>
    public IReadOnlyList<Device> Devices { get; init; } = [];

    /// <summary><c>--models</c>: catalogue ids.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary><c>--model-file</c>: absolute paths.</summary>
    public IReadOnlyList<string> ModelFiles { get; init; } = [];

    /// <summary><c>--batch-sizes</c>.</summary>
    public IReadOnlyList<int> BatchSizes { get; init; } = [];

    /// <summary><c>--precisions</c>.</summary>
    public IReadOnlyList<Precision> Precisions { get; init; } = [];

    /// <summary><c>--threads</c>: intra-op threads; null takes the number of processors that this process may use.</summary>
    public int? Threads { get; init; }

    /// <summary>The threads of one inference: those of <c>--threads</c>, else the processors that this process may use.</summary>
    public int EffectiveThreads => Threads ?? Environment.ProcessorCount;

    /// <summary><c>--input-shape [NAME:]1,3,640,640</c> by name; "" names the only input.</summary>
    public IReadOnlyDictionary<string, long[]> InputShapes { get; init; } = new Dictionary<string, long[]>();

    /// <summary><c>--option FRAMEWORK.KEY=VALUE</c>: framework id, then key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> FrameworkOptions { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary><c>--duration</c>; null is the default stop rule (3 s and 64 inferences, at most 30 s).</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether <c>--duration auto</c> was given: the default stop rule, and as long as the power source needs.</summary>
    public bool IsDurationAuto { get; init; }

    /// <summary><c>--warmup</c>; null is the default rule.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary><c>--case-timeout</c>.</summary>
    public TimeSpan CaseTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where results go without <c>--results-dir</c>.</summary>
    internal static string DefaultResultsDirectory => Path.Combine(SourceTree.Find() ?? Environment.CurrentDirectory, "results");

    /// <summary><c>--results-dir</c>; null is <c>results</c> beside the suite's sources, or in the current folder.</summary>
    public string? ResultsDirectory { get; init; }

    /// <summary><c>--export-times</c>.</summary>
    public string? ExportTimesFile { get; init; }

    /// <summary><c>--power-source</c>, <c>--idle</c>, <c>--power-mode</c> and <c>--root</c>.</summary>
    public PowerRequest Power { get; init; } = new();

    /// <summary>What the children of one framework are started for.</summary>
    /// <param name="framework">Framework id.</param>
    public ChildSettings ChildSettingsOf(string framework)
    {
        return new ChildSettings(EffectiveThreads, OptionsOf(framework));
    }

    /// <summary>The options of one framework.</summary>
    /// <param name="framework">Framework id.</param>
    public IReadOnlyDictionary<string, string> OptionsOf(string framework)
    {
        return FrameworkOptions.TryGetValue(framework, out IReadOnlyDictionary<string, string>? options)
            ? options
            : new Dictionary<string, string>();
    }
}
