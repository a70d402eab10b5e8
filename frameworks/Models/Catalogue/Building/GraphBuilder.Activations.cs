namespace InferenceBench.Models.Catalogue.Building;

/// <summary>Element-wise layers. The factors are mean squares of the function over a standard normal distribution, by numerical integration.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>max(x, 0).</summary>
    public Value Relu(Value input)
    {
        return Activate("Relu", input, input.PositiveMoment);
    }

    /// <summary>x clipped to [0, 6].</summary>
    public Value Relu6(Value input)
    {
        string name = NextName("Clip");
        string[] inputs = [input.Name, AddConstant(name + ".min", 0f), AddConstant(name + ".max", 6f)];
        return AddNode("Clip", name, inputs, input with { SecondMoment = input.PositiveMoment });
    }

    /// <summary>x · clip(x/6 + 1/2, 0, 1).</summary>
    public Value HardSwish(Value input)
    {
        return Activate("HardSwish", input, 0.3316 * input.SecondMoment);
    }

    /// <summary>clip(x/6 + 1/2, 0, 1).</summary>
    public Value HardSigmoid(Value input)
    {
        return Activate("HardSigmoid", input, 0.2776, Attribute("alpha", 1f / 6f), Attribute("beta", 0.5f));
    }

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public Value Sigmoid(Value input)
    {
        return Activate("Sigmoid", input, 0.2934);
    }

    /// <summary>x · sigmoid(x), as two nodes: ONNX has no such operator before opset 24.</summary>
    public Value Silu(Value input)
    {
        const double Factor = 0.3558;
        double moment = Factor * input.SecondMoment;
        return Mul(input, Sigmoid(input)) with { SecondMoment = moment, PositiveMoment = moment };
    }

    /// <summary>Softmax over the last dimension.</summary>
    public Value Softmax(Value input)
    {
        return Activate("Softmax", input, 1d / input.Channels, Attribute("axis", -1));
    }

    /// <summary>Sum of two values of one shape.</summary>
    public Value Add(Value left, Value right)
    {
        Value sum = left with
        {
            SecondMoment = left.SecondMoment + right.SecondMoment,
            PositiveMoment = left.PositiveMoment + right.PositiveMoment,
        };
        return AddNode("Add", NextName("Add"), [left.Name, right.Name], sum);
    }

    /// <summary>Product of a value and a gate of its shape or of [batch, channels, 1, 1].</summary>
    public Value Mul(Value input, Value gate)
    {
        Value product = input with
        {
            SecondMoment = input.SecondMoment * gate.SecondMoment,
            PositiveMoment = input.PositiveMoment * gate.SecondMoment,
        };
        return AddNode("Mul", NextName("Mul"), [input.Name, gate.Name], product);
    }

    /// <summary>x · scale + offset for the graph's input, as Keras' Rescaling writes it.</summary>
    public Value Rescale(Value input, InputRange range, float scale, float offset)
    {
        string mul = NextName("Mul");
        Value scaled = AddNode("Mul", mul, [input.Name, AddConstant(mul + ".scale", scale)], input);
        string add = NextName("Add");
        double moment = MomentOf((range.Low * scale) + offset, (range.High * scale) + offset);
        Value shifted = input with { SecondMoment = moment, PositiveMoment = moment / 2 };
        return AddNode("Add", add, [scaled.Name, AddConstant(add + ".offset", offset)], shifted);
    }

    /// <summary>An activation that writes few or no negative elements.</summary>
    private Value Activate(string operatorName, Value input, double moment, params Onnx.AttributeProto[] attributes)
    {
        Value output = input with { SecondMoment = moment, PositiveMoment = moment };
        return AddNode(operatorName, NextName(operatorName), [input.Name], output, attributes);
    }
}
