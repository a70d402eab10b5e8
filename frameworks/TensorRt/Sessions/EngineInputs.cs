using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Sessions;

/// <summary>The inputs of an engine with the shapes of a case.</summary>
internal static class EngineInputs
{
    /// <summary>Matches what is asked for with what the engine takes: by name, and an input that the user did not name by being the only one.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="asked">What is asked for; an input that is missing gets the shape that the engine is optimised for.</param>
    /// <returns>All inputs, in the order asked for where the model is an ONNX file, else in the engine's.</returns>
    /// <exception cref="InferenceException">An input is not the engine's, or the engine does not run its shape.</exception>
    public static IReadOnlyList<TensorSpec> Match(TensorRtEngine engine, IReadOnlyList<TensorSpec> asked)
    {
        EngineTensor[] inputs = [.. engine.Tensors.Where(static tensor => tensor.IsInput)];
        bool isUnnamed = inputs.Length == 1 && asked.Count == 1 && asked[0].Name == "input";
        TensorSpec[] named = isUnnamed ? [asked[0] with { Name = inputs[0].Spec.Name }] : [.. asked];
        if (named.FirstOrDefault(input => !inputs.Any(tensor => tensor.Spec.Name == input.Name)) is { } unknown)
        {
            throw new InferenceException($"the engine has no input '{unknown.Name}'; its inputs are {string.Join(", ", inputs.Select(static tensor => tensor.Spec))}");
        }

        IEnumerable<EngineTensor> ordered = inputs.OrderBy(tensor =>
            Array.FindIndex(named, input => input.Name == tensor.Spec.Name) is >= 0 and int index ? index : int.MaxValue);
        return [.. ordered.Select(tensor => Match(tensor, Array.Find(named, input => input.Name == tensor.Spec.Name)))];
    }

    private static TensorSpec Match(EngineTensor tensor, TensorSpec? asked)
    {
        IReadOnlyList<long> shape = asked?.Shape ?? tensor.Shapes.Usual;
        return tensor.Shapes.Takes(shape)
            ? tensor.Spec with { Shape = shape }
            : throw new InferenceException($"the engine takes input '{tensor.Spec.Name}' in the shape {tensor.Shapes.Range}, not {string.Join(',', shape)}");
    }
}
