using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Changes of the element type, and operators that change nothing at inference.</summary>
internal static class ConversionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Cast"] = static node => Cast(node, (ElementType)node.Proto.GetInt("to", 0)),
        ["CastLike"] = static node => Cast(node, node.KnownType(1)),
        ["Identity"] = static node => node.Set(0, node.Input(0)),
        ["Dropout"] = Dropout,
    };

    private static void Cast(LoweringNode node, ElementType type)
    {
        node.Set(0, node.Type(0) == type ? node.Input(0) : string.Create(CultureInfo.InvariantCulture, $"{node.Input(0)}.to({node.TorchType(type)})"));
    }

    private static void Dropout(LoweringNode node)
    {
        bool trains = node.Opset >= 12 && node.Has(2) && node.Integers(2)[0] != 0;
        double ratio = node.Has(1) && trains ? (node.FindFloats(1) ?? [double.NaN])[0] : 0.5;
        if (trains && ratio != 0)
        {
            throw node.NotLowered("its training_mode is true");
        }

        node.Set(0, node.Input(0));

        // Until opset 11 nothing says what is in the mask when nothing is dropped, and engines differ.
        if (node.Opset >= 12)
        {
            node.Set(1, $"torch.ones_like({node.Input(0)}, dtype=11)");
        }
    }
}
