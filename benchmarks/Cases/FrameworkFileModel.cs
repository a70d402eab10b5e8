using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;

namespace InferenceBench.Cases;

/// <summary>The user's own file in a framework's own form. The suite does not look into it: what it takes is what <c>--input-shape</c> says.</summary>
internal sealed class FrameworkFileModel : IModelSource
{
    private readonly string _path;
    private readonly IReadOnlyList<TensorSpec> _inputs;

    private FrameworkFileModel(string path, string name, IReadOnlyList<TensorSpec> inputs)
    {
        _path = path;
        Name = name;
        _inputs = inputs;
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public Type Benchmark => typeof(FrameworkFileBenchmarks);

    /// <inheritdoc />
    public Precision Precision => Precision.Fp32;

    /// <inheritdoc />
    public IReadOnlyList<int> Batches { get; private init; } = [1];

    /// <inheritdoc />
    public string Extension => ModelExtension.Of(_path);

    /// <summary>Looks at a file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="name">Its public name in this run.</param>
    /// <param name="batches">Batch sizes that the user asked for; empty takes that of the shapes.</param>
    /// <param name="shapes">Shapes of its inputs by name, in the order of the inputs.</param>
    /// <param name="frameworks">All frameworks.</param>
    /// <exception cref="UsageException">The file is missing or is none of its kind, or its inputs are not given.</exception>
    public static FrameworkFileModel Read(
        string path, string name, IReadOnlyList<int> batches, IReadOnlyDictionary<string, long[]> shapes, IReadOnlyList<FrameworkDescriptor> frameworks)
    {
        if (!Path.Exists(path))
        {
            throw new UsageException($"--model-file {path}: no such file");
        }

        if (ProblemOf(path, frameworks) is { } problem)
        {
            throw new UsageException($"--model-file {path}: {problem}");
        }

        IReadOnlyList<TensorSpec> inputs = GivenInputs.Of(shapes);
        if (inputs.Count == 0)
        {
            throw new UsageException(
                $"--model-file {path}: the file does not say what it takes; give the shape of its input, for example --input-shape 1,3,224,224 (of several inputs, in their order: --input-shape NAME:1,3,224,224 for each)");
        }

        if (inputs.FirstOrDefault(static input => !GivenInputs.HasUsableSize(input)) is { } huge)
        {
            throw new UsageException($"--input-shape: input {huge} would take 2 GiB or more; give a smaller shape");
        }

        return new FrameworkFileModel(path, name, inputs)
        {
            Batches = batches.Count > 0 ? batches : [checked((int)inputs[0].Shape[0])],
        };
    }

    /// <inheritdoc />
    public string? WhyNot(int batch)
    {
        return WithBatch(batch).FirstOrDefault(static input => !GivenInputs.HasUsableSize(input)) is { } huge ? $"input {huge} would take 2 GiB or more" : null;
    }

    /// <inheritdoc />
    public PreparedModel Prepare(int batch)
    {
        return new PreparedModel(_path, new ModelSignature(WithBatch(batch), [], Precision, batch), InputRange.Default, null);
    }

    private static string? ProblemOf(string path, IReadOnlyList<FrameworkDescriptor> frameworks)
    {
        return frameworks
            .Where(framework => framework.ModelExtensions.Contains(ModelExtension.Of(path)))
            .Select(framework => framework.FileProblem(path))
            .FirstOrDefault(static problem => problem is not null);
    }

    // An input whose first dimension is another one (a threshold, a table) has no batch.
    private TensorSpec[] WithBatch(int batch)
    {
        long own = _inputs[0].Shape[0];
        return [.. _inputs.Select(input => input.Shape[0] == own ? input with { Shape = [batch, .. input.Shape.Skip(1)] } : input)];
    }
}
