using InferenceBench.Contracts;
using Microsoft.ML.OnnxRuntime;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>Compares the engine's view of a model's inputs and outputs with a request, before any buffer exists.</summary>
internal static class SessionSignature
{
    /// <summary>Checks names, element types and shapes of the inputs, and the types of the outputs.</summary>
    /// <exception cref="InferenceException">The request does not fit the model.</exception>
    /// <exception cref="NotSupportedException">A type cannot be fed or read.</exception>
    public static void Check(InferenceSession session, OpenRequest request)
    {
        foreach (TensorSpec input in request.Inputs)
        {
            if (!session.InputMetadata.TryGetValue(input.Name, out NodeMetadata? metadata))
            {
                throw new InferenceException($"{request.ModelPath} has no input '{input.Name}'; it has {string.Join(", ", session.InputNames)}");
            }

            CheckInput(input, metadata);
        }

        string[] missing = [.. session.InputNames.Except(request.Inputs.Select(static input => input.Name))];
        if (missing.Length > 0)
        {
            throw new InferenceException($"{request.ModelPath} also needs the input {string.Join(", ", missing)}");
        }

        foreach (string name in session.OutputNames)
        {
            _ = OutputSpec(name, session.OutputMetadata[name]);
        }
    }

    /// <summary>An output as the engine declares it; −1 where it does not know a dimension.</summary>
    /// <exception cref="NotSupportedException">It is no tensor of numbers.</exception>
    public static TensorSpec OutputSpec(string name, NodeMetadata metadata)
    {
        ElementType type = TypeOf("output", name, metadata);
        return new TensorSpec(name, type, [.. metadata.Dimensions.Select(static dimension => (long)dimension)]);
    }

    private static void CheckInput(TensorSpec input, NodeMetadata metadata)
    {
        ElementType type = TypeOf("input", input.Name, metadata);
        if (type != input.ElementType)
        {
            throw new InferenceException($"input '{input.Name}' is {type.ToName()} in the model, not {input.ElementType.ToName()}");
        }

        int[] declared = metadata.Dimensions;
        bool fits = declared.Length == input.Shape.Count
            && declared.Zip(input.Shape).All(static pair => pair.First < 0 || pair.First == pair.Second);
        if (!fits)
        {
            TensorSpec model = new(input.Name, type, [.. declared.Select(static dimension => (long)dimension)]);
            throw new InferenceException($"the shape of input {input} does not fit the model's {model}");
        }
    }

    private static ElementType TypeOf(string role, string name, NodeMetadata metadata)
    {
        if (!metadata.IsTensor)
        {
            throw new NotSupportedException($"{role} '{name}' is no tensor ({metadata.OnnxValueType}): only tensors are measured");
        }

        // The engine's numbers are those of ONNX's TensorProto.DataType, as this project's are.
        ElementType type = (ElementType)metadata.ElementDataType;
        bool numeric = Enum.IsDefined(type) && type is not (ElementType.Undefined or ElementType.String or ElementType.Complex64 or ElementType.Complex128);
        return numeric
            ? type
            : throw new NotSupportedException($"{role} '{name}' is of type {metadata.ElementDataType}: only numbers and booleans are measured");
    }
}
