using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Parity;

/// <summary>Runs files on frameworks and compares. All files of one framework run in one child, which is started anew after a crash.</summary>
internal sealed class ParityRunner : IDisposable
{
    private readonly FrameworkRegistry _registry;
    private readonly ParitySettings _settings;
    private readonly TemporaryFolder _work = new(Path.Combine(Path.GetTempPath(), $"inferencebench-parity-{Guid.NewGuid():N}"));
    private readonly Dictionary<ParityTask, (PreparedParity? Prepared, string? Reason, bool IsUnreadable)> _prepared = [];

    /// <summary>A runner.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="settings">What the user chose.</param>
    public ParityRunner(FrameworkRegistry registry, ParitySettings settings)
    {
        _registry = registry;
        _settings = settings;
    }

    /// <summary>What outputs were compared with; null as long as nothing was.</summary>
    public string? Reference { get; private set; }

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
            using var worker = new InferenceWorker(descriptor.Id);
            IReadOnlyList<ParityTarget> targets = ParityTarget.Of(descriptor, probes[descriptor.Id], options);
            for (int i = 0; i < tasks.Count; i++)
            {
                foreach (ParityTarget target in targets)
                {
                    ParityCase finished = RunCase(worker, tasks[i], descriptor, target);
                    cases.Add((i, finished));
                    progress.Report(finished);
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

    private ParityCase RunCase(InferenceWorker worker, ParityTask task, FrameworkDescriptor descriptor, ParityTarget target)
    {
        var unknown = new ParityCase(task.File, task.Model, descriptor.Id, target.Variant, target.Provider, null);
        if (!descriptor.ModelExtensions.Contains(task.Extension, StringComparer.OrdinalIgnoreCase))
        {
            string kind = task.Extension switch
            {
                ParityTask.FolderExtension => "model folders",
                "" => "files without an extension",
                _ => $"{task.Extension} files",
            };
            return unknown.Skip($"{descriptor.Id} does not read {kind}; it reads {string.Join(", ", descriptor.ModelExtensions)}");
        }

        if (target.SkipReason is not null)
        {
            return unknown.Skip(target.SkipReason);
        }

        (PreparedParity? prepared, string? reason, bool isUnreadable) = Prepare(task);
        if (prepared is null)
        {
            return unknown.Fail(reason!, hasRun: !isUnreadable);
        }

        ParityCase known = unknown with { Precision = prepared.Signature.Precision.ToName() };
        try
        {
            return Compare(worker, task, prepared, target, known);
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
            return (new ParityPreparer(_work.Path).Prepare(task), null, false);
        }
        catch (OnnxModelException e)
        {
            return (null, ExceptionText.Of(e), true);
        }
        catch (Exception e) when (e is ParityException or IOException or UnauthorizedAccessException or OverflowException)
        {
            return (null, OneLine.Of(e.Message), false);
        }
    }

    private ParityCase Compare(InferenceWorker worker, ParityTask task, PreparedParity prepared, ParityTarget target, ParityCase parityCase)
    {
        string? referenceDirectory = task.ExpectedFile is null ? FindReference(task, prepared, out string? reason) : reason = null;
        if (reason is not null)
        {
            return parityCase.Skip(reason);
        }

        string directory = Directory.CreateDirectory(Path.Combine(_work.Path, Path.GetRandomFileName())).FullName;
        try
        {
            var request = new InferenceRequest(
                Open(task, prepared, target, parityCase.Framework), prepared.InputFiles, prepared.Inputs.Seed, prepared.Range, directory);
            InferenceAnswer answer = worker.Run(request, _settings.Timeout);
            if (answer.Outputs is null)
            {
                return answer.IsUnsupported ? parityCase.Skip(answer.Reason!) : parityCase.Fail(answer.Reason!);
            }

            IReadOnlyList<OutputValues> actual = ReferenceSet.ReadOutputs(directory, answer.Outputs);
            IReadOnlyList<OutputValues> expected = task.ExpectedFile is { } file
                ? ExpectedOutputs.Read(file, ref actual)
                : ReferenceSet.ReadOutputs(referenceDirectory!, ReferenceSet.TryRead(referenceDirectory!)!.Outputs);
            _settings.Saver?.Save(parityCase, actual);
            return parityCase.Judged(ParityJudge.Judge(expected, actual, prepared.Signature.Batch, _settings.LimitsFor(prepared.Signature.Precision)));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private OpenRequest Open(ParityTask task, PreparedParity prepared, ParityTarget target, string framework)
    {
        return new OpenRequest(
            task.File,
            prepared.Signature.Inputs,
            prepared.Signature.Outputs,
            target.Device,
            target.Provider,
            target.Variant,
            prepared.Signature.Precision,
            _settings.Options.Threads ?? Environment.ProcessorCount,
            _settings.Options.OptionsOf(framework));
    }

    private string? FindReference(ParityTask task, PreparedParity prepared, out string? reason)
    {
        string file = task.ReferenceFile ?? task.File;
        if (!Path.GetExtension(file).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            reason = $"there is no reference for {Path.GetFileName(file)}: give its expected output with --expected";
            return null;
        }

        ModelSignature signature = prepared.Signature;
        ReferenceInputs inputs = prepared.Inputs;
        if (task.ReferenceFile is not null)
        {
            OnnxModel model = OnnxModel.Load(task.ReferenceFile);
            var shapes = DeclaredInputs.Of(model).Zip(signature.Inputs).ToDictionary(static pair => pair.First.Name, static pair => pair.Second.Shape.ToArray());
            signature = ModelSignature.Resolve(model, signature.Batch, shapes);
            inputs = new ParityPreparer(_work.Path).ConvertFor(inputs, signature);
        }

        string? directory = ReferenceStore.GetOrCompute(_registry, file, signature, inputs, _settings.Options, out reason);
        Reference ??= directory is null ? null : ReferenceSet.TryRead(directory)?.Reference;
        return directory;
    }
}
