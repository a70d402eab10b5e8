using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Changes of the element type, and operators that change nothing at inference.</summary>
internal static class ConversionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Cast"] = static node => Cast(node, (ElementType)node.Proto.GetInt("to", 0)),
        ["CastLike"] = static node => Cast(node, node.KnownType(1)),
        ["Identity"] = static node => UnaryLowerings.Map(node, static (input, _) => input),
        ["Dropout"] = Dropout,
    };

    private static void Cast(LoweringNode node, ElementType type)
    {
        UnaryLowerings.Map(node, (input, own) => node.Cast(input, own, type));
    }

    private static void Dropout(LoweringNode node)
    {
        bool trains = node.Opset >= 12 && node.Has(2) && node.Integers(2)[0] != 0;
        double ratio = node.Has(1) && trains ? (node.FindFloats(1) ?? [double.NaN])[0] : 0.5;
        if (trains && ratio != 0)
        {
            throw node.NotLowered("its training_mode is true");
        }

        UnaryLowerings.Map(node, static (input, _) => input);

        // Until opset 11 nothing says what is in the mask when nothing is dropped, and engines differ.
        if (node.Opset >= 12 && node.Wants(1))
        {
            node.Set(1, node.Let("Fill", [node.Ints(node.Shape(0)), node.Flags([], [true])], Attr.Type("T", ElementType.Bool), Attr.Type("index_type", ElementType.Int32)));
        }
    }
}
