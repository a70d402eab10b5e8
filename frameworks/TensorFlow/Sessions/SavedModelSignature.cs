using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>A signature of a SavedModel. A SavedModel names its inputs and outputs and does not order them: here they are in the order of their names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">What it takes; −1 where a dimension is free.</param>
/// <param name="Outputs">What it gives; −1 where a dimension is free.</param>
internal sealed record SavedModelSignature(string Name, IReadOnlyList<NamedTensor> Inputs, IReadOnlyList<NamedTensor> Outputs)
{
    /// <summary>What it takes, for whoever chooses the shapes: a free first dimension is a batch, usually of one.</summary>
    public IReadOnlyList<ModelFileInput> Choices => [.. Inputs.Select(static input => new ModelFileInput(
        input.Spec,
        [.. input.Spec.Shape.Select(static size => size < 0 ? 1 : size)],
        [.. input.Spec.Shape.Select(static (size, i) => size < 0 && i == 0 ? 1 : size)],
        [.. input.Spec.Shape.Select(static size => size < 0 ? long.MaxValue : size)]))];

    /// <summary>Reads a signature.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="signature">TensorFlow's message.</param>
    /// <exception cref="InferenceException">An input or output is no tensor of numbers.</exception>
    public static SavedModelSignature Of(string name, SignatureDef signature)
    {
        return new SavedModelSignature(name, Sort(signature.Inputs, "input"), Sort(signature.Outputs, "output"));
    }

    /// <summary>The inputs with the shapes of a request, in its order: by name where it has the signature's names, else one after the other.</summary>
    /// <param name="given">What the request says; shapes are known.</param>
    /// <exception cref="InferenceException">They do not fit the signature.</exception>
    public IReadOnlyList<NamedTensor> Match(IReadOnlyList<TensorSpec> given)
    {
        if (given.Count != Inputs.Count)
        {
            throw new InferenceException($"signature '{Name}' takes {Describe(Inputs)}, and {given.Count} inputs are given");
        }

        bool isNamed = given.All(spec => Inputs.Any(input => input.Spec.Name == spec.Name));
        return [.. given.Select((spec, i) => Fit(isNamed ? Inputs.First(input => input.Spec.Name == spec.Name) : Inputs[i], spec))];
    }

    private NamedTensor Fit(NamedTensor input, TensorSpec given)
    {
        IReadOnlyList<long> declared = input.Spec.Shape;
        bool fits = declared.Count == 0 || (declared.Count == given.Shape.Count && declared.Zip(given.Shape).All(static pair => pair.First < 0 || pair.First == pair.Second));
        return fits
            ? input with { Spec = input.Spec with { Shape = given.Shape } }
            : throw new InferenceException($"signature '{Name}' takes {input.Spec}, which the shape {string.Join(',', given.Shape)} does not fit");
    }

    private static NamedTensor[] Sort(IEnumerable<KeyValuePair<string, TensorInfo>> tensors, string kind)
    {
        return [.. tensors.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(pair => Read(pair.Key, pair.Value, kind))];
    }

    private static NamedTensor Read(string name, TensorInfo tensor, string kind)
    {
        ElementType type = DataTypes.ElementTypeOf(tensor.Dtype);
        return tensor.Name.Length > 0 && type != ElementType.Undefined
            ? new NamedTensor(tensor.Name, new TensorSpec(name, type, [.. (tensor.TensorShape?.Dim ?? []).Select(static dim => dim.Size)]))
            : throw new InferenceException($"{kind} '{name}' of the signature is no tensor of numbers ({(tensor.Name.Length == 0 ? "sparse or composite" : tensor.Dtype)})");
    }

    private static string Describe(IReadOnlyList<NamedTensor> tensors)
    {
        return tensors.Count == 0 ? "nothing" : string.Join(", ", tensors.Select(static tensor => tensor.Spec));
    }
}
