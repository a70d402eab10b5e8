using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;

namespace InferenceBench.Cases;

/// <summary>
/// The user's own file in a framework's own form. The suite does not look into it: what it takes says the framework where it can read it, else <c>--input-shape</c>.
/// </summary>
internal sealed class FrameworkFileModel : IModelSource
{
    private readonly string _path;
    private readonly IReadOnlyList<TensorSpec> _inputs;
    private IReadOnlyList<ModelFileInput> _told = [];
    private string? _reason;

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
    public Precision Precision { get; private init; } = Precision.Fp32;

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
    /// <param name="ask">Asks a framework what a file of its own takes.</param>
    /// <exception cref="UsageException">The file is missing or is none of its kind, or its inputs are not given.</exception>
    public static FrameworkFileModel Read(
        string path,
        string name,
        IReadOnlyList<int> batches,
        IReadOnlyDictionary<string, long[]> shapes,
        IReadOnlyList<FrameworkDescriptor> frameworks,
        Func<FrameworkDescriptor, string, ReadAnswer> ask)
    {
        if (!Path.Exists(path))
        {
            throw new UsageException($"--model-file {path}: no such file");
        }

        if (ProblemOf(path, frameworks) is { } problem)
        {
            throw new UsageException($"--model-file {path}: {problem}");
        }

        FrameworkDescriptor owner = frameworks.First(framework => framework.ModelExtensions.Contains(ModelExtension.Of(path)));
        ReadAnswer? told = owner.ReadsOwnFiles ? ask(owner, path) : null;
        IReadOnlyList<TensorSpec> inputs = told?.Facts is { } facts ? ToldInputs.Of(path, facts.Inputs, shapes) : GivenInputs.Of(shapes);
        if (inputs.Count == 0 && told is null)
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
            Precision = told?.Facts?.Precision ?? owner.FilePrecision(path) ?? Precision.Fp32,
            Batches = batches.Count > 0 ? batches : [BatchOf(inputs)],
            _told = told?.Facts?.Inputs ?? [],
            _reason = told?.Reason,
        };
    }

    /// <inheritdoc />
    public string? WhyNot(int batch)
    {
        if (_reason is not null)
        {
            return _reason;
        }

        TensorSpec[] inputs = WithBatch(batch);
        return inputs.FirstOrDefault(static input => !GivenInputs.HasUsableSize(input)) is { } huge
            ? $"input {huge} would take 2 GiB or more"
            : ToldInputs.WhyNot(_told, inputs);
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
        long own = BatchOf(_inputs);
        return [.. _inputs.Select(input => input.Shape is [long first, ..] && first == own ? input with { Shape = [batch, .. input.Shape.Skip(1)] } : input)];
    }

    private static int BatchOf(IReadOnlyList<TensorSpec> inputs)
    {
        return inputs is [{ Shape: [long batch, ..] }, ..] ? checked((int)batch) : 1;
    }
}
