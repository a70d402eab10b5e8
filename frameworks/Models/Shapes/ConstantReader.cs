using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes;

/// <summary>Turns tensors of a file into facts; their elements are read when a rule asks for them.</summary>
internal static class ConstantReader
{
    /// <summary>Facts of a tensor.</summary>
    /// <param name="model">The model that holds it.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="budget">Bounds what is read.</param>
    public static ValueFacts ToFacts(OnnxModel model, TensorProto tensor, FoldBudget budget)
    {
        var type = (ElementType)tensor.DataType;
        long[] shape = [.. tensor.Dims];
        return new ValueFacts(type, shape, () => Read(model, tensor, type, shape, budget));
    }

    private static ConstantTensor? Read(OnnxModel model, TensorProto tensor, ElementType type, long[] shape, FoldBudget budget)
    {
        bool isFloat = type.IsFloat();
        long count = TensorTypes.CountElements(tensor.Dims);
        if (!(isFloat || IsInteger(type)) || !budget.TryTake(count, isFloat))
        {
            return null;
        }

        return isFloat
            ? ConstantTensor.Of(type, shape, Array.ConvertAll(TensorReader.ReadFloats(model, tensor), static value => (double)value))
            : ConstantTensor.Of(type, shape, TensorReader.ReadInt64s(model, tensor));
    }

    /// <summary>Whether a type is one of the integer types that are folded, booleans included.</summary>
    /// <param name="type">The type.</param>
    public static bool IsInteger(ElementType type)
    {
        return type is ElementType.Int64 or ElementType.Int32 or ElementType.Int16 or ElementType.Int8
            or ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 or ElementType.Bool;
    }
}
