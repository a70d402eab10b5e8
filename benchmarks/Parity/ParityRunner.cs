using InferenceBench.Cases;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;
using OneLine = InferenceBench.Reporting.Schema.OneLine;

namespace InferenceBench.Parity;

/// <summary>Runs files on frameworks and compares. All files of one framework run in one child, which is started anew after a crash.</summary>
internal sealed class ParityRunner : IDisposable
{
    private readonly FrameworkRegistry _registry;
    private readonly ParitySettings _settings;
    private readonly TemporaryFolder _work = TemporaryFolder.Create("parity");
    private readonly List<string> _references = [];
    private readonly Dictionary<ParityTask, (PreparedParity? Prepared, string? Reason, bool IsUnreadable)> _prepared = [];

    /// <summary>A runner.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="settings">What the user chose.</param>
    public ParityRunner(FrameworkRegistry registry, ParitySettings settings)
    {
        _registry = registry;
        _settings = settings;
    }

    /// <summary>What outputs were compared with, each engine once; null as long as nothing was.</summary>
    public string? Reference => _references.Count > 0 ? string.Join(", ", _references) : null;

    /// <summary>Runs all tasks on all chosen frameworks.</summary>
    /// <param name="tasks">The files.</param>
    /// <param name="progress">Told of every finished case.</param>
    /// <returns>The cases by file, then by framework in the registry's order.</returns>
    public IReadOnlyList<ParityCase> Run(IReadOnlyList<ParityTask> tasks, IProgress<ParityCase> progress)
    {
        RunOptions options = _settings.Options;
        IInferenceFramework[] frameworks = [.. _registry.All
            .Where(framework => options.Frameworks.Count == 0 || options.Frameworks.Contains(framework.Descriptor.Id, StringComparer.OrdinalIgnoreCase))];
        IReadOnlyDictionary<string, FrameworkProbe> probes = FrameworkProber.Probe(_registry, [.. frameworks.Select(static framework => framework.Descriptor.Id)]);
        var cases = new List<(int Task, ParityCase Case)>();
        foreach (FrameworkDescriptor descriptor in frameworks.Select(static framework => framework.Descriptor))
        {
            using var worker = new InferenceWorker(descriptor, options.ChildSettingsOf(descriptor.Id));
            IReadOnlyList<ParityTarget> targets = ParityTarget.Of(descriptor, probes[descriptor.Id], options);
            for (int i = 0; i < tasks.Count; i++)
            {
                foreach (ParityTarget target in targets)
                {
                    foreach (Precision? precision in Precisions())
                    {
                        ParityCase finished = RunCase(worker, tasks[i], descriptor, target, precision);
                        cases.Add((i, finished));
                        progress.Report(finished);
                    }
                }
            }
        }

        return [.. cases.OrderBy(static entry => entry.Task).Select(static entry => entry.Case)];
    }

    /// <summary>Deletes the temporary files.</summary>
    public void Dispose()
    {
        _work.Dispose();
    }

    // Null: the file's own.
    private IEnumerable<Precision?> Precisions()
    {
        return _settings.Options.Precisions.Count > 0 ? _settings.Options.Precisions.Cast<Precision?>() : [null];
    }

    private ParityCase RunCase(InferenceWorker worker, ParityTask task, FrameworkDescriptor descriptor, ParityTarget target, Precision? asked)
    {
        var unknown = new ParityCase(task.File, task.Model, descriptor.Id, target.Variant, target.Provider, asked?.ToName())
        {
            DisplayName = descriptor.DisplayName(target.Variant, task.Model),
        };
        if (!descriptor.ModelExtensions.Contains(task.Extension, StringComparer.OrdinalIgnoreCase))
        {
            return unknown.Skip($"{descriptor.Id} does not read {ModelExtension.Describe(task.Extension)}; it reads {string.Join(", ", descriptor.ModelExtensions.Select(ModelExtension.Describe))}");
        }

        if (target.SkipReason is not null)
        {
            return unknown.Skip(target.SkipReason);
        }

        if (task.Extension != ModelExtension.Onnx && descriptor.FileProblem(task.File) is { } problem)
        {
            return unknown.Fail($"{task.File}: {problem}", hasRun: false);
        }

        (PreparedParity? prepared, string? reason, bool isUnreadable) = Prepare(task);
        if (prepared is null)
        {
            return unknown.Fail(reason!, hasRun: !isUnreadable);
        }

        Precision own = (task.Extension == ModelExtension.Onnx ? null : descriptor.FilePrecision(task.File)) ?? prepared.Signature.Precision;
        Precision precision = asked ?? own;
        ParityCase known = unknown with { Precision = precision.ToName() };
        if (ComputePrecision.WhyNot(descriptor, task.Model, own, precision) is { } unfit)
        {
            return known.Skip(unfit);
        }

        try
        {
            return Compare(worker, new ParityRequest(task, prepared, descriptor, target, precision), known);
        }
        catch (Exception e) when (e is ParityException or OnnxModelException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return known.Fail(ExceptionText.Of(e));
        }
    }

    private (PreparedParity? Prepared, string? Reason, bool IsUnreadable) Prepare(ParityTask task)
    {
        if (!_prepared.TryGetValue(task, out (PreparedParity?, string?, bool) result))
        {
            result = TryPrepare(task);
            _prepared.Add(task, result);
        }

        return result;
    }

    private (PreparedParity?, string?, bool) TryPrepare(ParityTask task)
    {
        try
        {
            return (new ParityPreparer(_work.Path).Prepare(task, ToldBy(task)), null, false);
        }
        catch (Exception e) when (e is OnnxModelException or UsageException)
        {
            return (null, ExceptionText.Of(e), true);
        }
        catch (Exception e) when (e is ParityException or IOException or UnauthorizedAccessException or OverflowException)
        {
            return (null, OneLine.Of(e.Message), false);
        }
    }

    private IReadOnlyList<ModelFileInput> ToldBy(ParityTask task)
    {
        FrameworkDescriptor? reader = task.Extension == ModelExtension.Onnx ? null
            : _registry.Descriptors.FirstOrDefault(framework => framework.ReadsOwnFiles && framework.ModelExtensions.Contains(task.Extension));
        ReadAnswer? answer = reader is null ? null : OwnFileReader.Read(reader, task.File, _settings.Options);
        return answer?.Reason is { } reason ? throw new UsageException(reason) : answer?.Facts?.Inputs ?? [];
    }

    private ParityCase Compare(InferenceWorker worker, ParityRequest asked, ParityCase parityCase)
    {
        (ParityTask task, PreparedParity prepared) = (asked.Task, asked.Prepared);
        string? referenceDirectory = task.ExpectedFile is null ? FindReference(asked, out string? reason) : reason = null;
        if (reason is not null)
        {
            return parityCase.Skip(reason);
        }

        string directory = Directory.CreateDirectory(Path.Combine(_work.Path, Path.GetRandomFileName())).FullName;
        try
        {
            var request = new InferenceRequest(asked.Open(_settings.Options), prepared.InputFiles, prepared.Inputs.Seed, prepared.Range, directory);
            InferenceAnswer answer = worker.Run(request, _settings.Timeout);
            if (answer.Outputs is null)
            {
                return answer.IsUnsupported ? parityCase.Skip(answer.Reason!) : parityCase.Fail(answer.Reason!);
            }

            IReadOnlyList<OutputValues> actual = ReferenceSet.ReadOutputs(directory, answer.Outputs);
            IReadOnlyList<OutputValues> expected = task.ExpectedFile is { } file
                ? ExpectedOutputs.Read(file, ref actual)
                : ReferenceSet.ReadOutputs(referenceDirectory!, ReferenceSet.TryRead(referenceDirectory!)!.Outputs);
            _settings.Saver?.Save(parityCase, asked.Precision == prepared.Signature.Precision, actual);
            return parityCase.Judged(ParityJudge.Judge(expected, actual, prepared.Signature.Batch, _settings.LimitsFor(asked.Precision)));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private string? FindReference(ParityRequest asked, out string? reason)
    {
        ParityTask task = asked.Task;
        string file = task.ReferenceFile ?? task.File;
        ModelSignature signature = asked.Prepared.Signature;
        ReferenceInputs inputs = asked.Prepared.Inputs;
        if (task.ReferenceFile is not null && ModelExtension.Of(task.ReferenceFile) == ModelExtension.Onnx)
        {
            OnnxModel model = OnnxModel.Load(task.ReferenceFile);
            var shapes = DeclaredInputs.Of(model).Zip(signature.Inputs).ToDictionary(static pair => pair.First.Name, static pair => pair.Second.Shape.ToArray());
            signature = ModelSignature.Resolve(model, signature.Batch, shapes);
            inputs = new ParityPreparer(_work.Path).ConvertFor(inputs, signature);
        }

        string? directory = ReferenceStore.GetOrCompute(_registry, asked.Framework, file, signature, inputs, _settings.Options, out reason);
        string? engine = directory is null ? null : ReferenceSet.TryRead(directory)?.Reference;
        if (engine is not null && !_references.Contains(engine))
        {
            _references.Add(engine);
        }

        return directory;
    }
}
