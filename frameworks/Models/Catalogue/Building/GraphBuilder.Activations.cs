using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue.Building;

/// <summary>Element-wise layers. Plain numbers are moments of the function over a standard normal distribution, by numerical integration.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>max(x, 0).</summary>
    public Value Relu(Value input)
    {
        return AddNode("Relu", NextName("Relu"), [input.Name], Rectify(input));
    }

    /// <summary>x clipped to [0, 6].</summary>
    public Value Relu6(Value input)
    {
        string name = NextName("Clip");
        return AddNode("Clip", name, [input.Name, AddConstant(name + ".min", 0f), AddConstant(name + ".max", 6f)], Rectify(input));
    }

    /// <summary>x · clip(x/6 + 1/2, 0, 1).</summary>
    public Value HardSwish(Value input)
    {
        return AddNode("HardSwish", NextName("HardSwish"), [input.Name], input with { Mean = 0.1662, Variance = 0.3040 });
    }

    /// <summary>clip(x/6 + 1/2, 0, 1).</summary>
    public Value HardSigmoid(Value input)
    {
        Value gate = input with { Mean = 0.5, Variance = 0.0276 };
        return AddNode("HardSigmoid", NextName("HardSigmoid"), [input.Name], gate, Attribute("alpha", 1f / 6f), Attribute("beta", 0.5f));
    }

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public Value Sigmoid(Value input)
    {
        return AddNode("Sigmoid", NextName("Sigmoid"), [input.Name], input with { Mean = 0.5, Variance = 0.0434 });
    }

    /// <summary>x · sigmoid(x), as two nodes: ONNX has no such operator before opset 24.</summary>
    public Value Silu(Value input)
    {
        return Mul(input, Sigmoid(input)) with { Mean = 0.2066, Variance = 0.3131 };
    }

    /// <summary>Softmax over the last dimension.</summary>
    public Value Softmax(Value input)
    {
        Value shares = input with { Mean = 1d / input.Channels, Variance = 1d / input.Channels };
        return AddNode("Softmax", NextName("Softmax"), [input.Name], shares, Attribute("axis", -1));
    }

    /// <summary>Sum of two values of one shape.</summary>
    public Value Add(Value left, Value right)
    {
        Value sum = left with { Mean = left.Mean + right.Mean, Variance = left.Variance + right.Variance };
        return AddNode("Add", NextName("Add"), [left.Name, right.Name], sum);
    }

    /// <summary>Product of a value and a gate of its shape or of [batch, channels, 1, 1].</summary>
    public Value Mul(Value input, Value gate)
    {
        double mean = input.Mean * gate.Mean;
        Value product = input with { Mean = mean, Variance = (input.SecondMoment * gate.SecondMoment) - (mean * mean) };
        return AddNode("Mul", NextName("Mul"), [input.Name, gate.Name], product);
    }

    /// <summary>x · scale + offset for the graph's input, as Keras' Rescaling writes it.</summary>
    public Value Rescale(Value input, InputRange range, float scale, float offset)
    {
        string mul = NextName("Mul");
        Value scaled = AddNode("Mul", mul, [input.Name, AddConstant(mul + ".scale", scale)], input);
        string add = NextName("Add");
        Value shifted = Uniform(input, (range.Low * scale) + offset, (range.High * scale) + offset);
        return AddNode("Add", add, [scaled.Name, AddConstant(add + ".offset", offset)], shifted);
    }

    /// <summary>
    /// Moments of a rectified normal. With r = 1 − mean²/(mean square), the mean square keeps the share 1 − r⁴/2 and the mean grows by φ(0)·σ·r³: exact at r = 1,
    /// within 5 % elsewhere.
    /// </summary>
    private static Value Rectify(Value input)
    {
        double rest = input.Variance / input.SecondMoment;
        double cube = rest * rest * rest;
        double mean = input.Mean + (0.3989 * Math.Sqrt(input.Variance) * cube);
        return input with { Mean = mean, Variance = (input.SecondMoment * (1 - (cube * rest / 2))) - (mean * mean) };
    }
}
