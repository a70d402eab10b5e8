using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Clip, whose bounds were attributes until opset 10; what it shares with Relu and Relu6 becomes these.</summary>
internal static class ClippingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Clip"] = Clip,
    };

    private static void Clip(LoweringNode node)
    {
        if (node.Opset < 11)
        {
            SetClamped(node, Bound(node.Proto.GetFloat("min", float.MinValue), node.KnownType(0)), Bound(node.Proto.GetFloat("max", float.MaxValue), node.KnownType(0)));
        }
        else if (IsKnown(node, 1) && IsKnown(node, 2))
        {
            SetClamped(node, Bound(node, 1), Bound(node, 2));
        }
        else
        {
            ElementType type = node.KnownType(0);
            UnaryLowerings.Map(node, (input, _) =>
            {
                string raised = node.Has(1) ? node.Apply("Maximum", type, input, node.Input(1)) : input;
                return node.Has(2) ? node.Apply("Minimum", type, raised, node.Input(2)) : raised;
            });
        }
    }

    private static bool IsKnown(LoweringNode node, int input)
    {
        return !node.Has(input) || node.FindFloats(input) is [_];
    }

    private static void SetClamped(LoweringNode node, double? low, double? high)
    {
        UnaryLowerings.Map(node, (input, type) => (low, high) switch
        {
            (0, 6) when type.IsFloat() => node.Apply("Relu6", type, input),
            (0, null) when type.IsFloat() => node.Apply("Relu", type, input),
            _ => Clamped(node, input, type, low, high),
        });
    }

    private static string Clamped(LoweringNode node, string input, ElementType type, double? low, double? high)
    {
        string raised = low is { } lowest ? node.Apply("Maximum", type, input, Exact(node, type, 1, lowest)) : input;
        return high is { } highest ? node.Apply("Minimum", type, raised, Exact(node, type, 2, highest)) : raised;
    }

    // A bound of the file as it is: not every integer is a double.
    private static string Exact(LoweringNode node, ElementType type, int input, double value)
    {
        return node.Opset >= 11 && node.FindConstant(input) is { } bound ? node.Constant(bound with { Shape = [] }) : node.Scalar(type, value);
    }

    private static double? Bound(LoweringNode node, int input)
    {
        return node.FindFloats(input) is [double value] ? Bound(value, node.KnownType(0)) : null;
    }

    // Writers spell "no bound" as the largest number; what half precision cannot hold bounds nothing there.
    private static double? Bound(double value, ElementType type)
    {
        double limit = type is ElementType.Float16 ? 65504 : float.MaxValue;
        return type.IsFloat() && Math.Abs(value) >= limit ? null : value;
    }
}
