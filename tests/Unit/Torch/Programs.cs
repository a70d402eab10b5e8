using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;

namespace InferenceBench.Tests.Unit.Torch;

/// <summary>Small lowered programs, written down.</summary>
internal static class Programs
{
    /// <summary>Two weights, a value prepared from one, an operator with two outputs of which one is used, and a result that is a weight itself.</summary>
    public static TorchProgram TwoLayers()
    {
        return new TorchProgram(
            [new TorchParameter("w1", ElementType.Float32, [1], static () => new byte[4]), new TorchParameter("w2", ElementType.Float32, [1], static () => new byte[4])],
            [new TorchStatement(["scaled"], "torch.mul(self.w2, 2.0)", "")],
            ["scaled"],
            [
                new TorchStatement(["a"], "torch.conv2d(x, self.w1)", ""),
                new TorchStatement(["b"], "torch.relu(a)", ""),
                new TorchStatement(["c", "d"], "torch.max(torch.mul(b, self.scaled), 1)", ""),
            ],
            ["x"],
            ["c", "self.w2"],
            [new TensorSpec("x", ElementType.Float32, [1])],
            [new TensorSpec("c", ElementType.Float32, [1]), new TensorSpec("w2", ElementType.Float32, [1])]);
    }

    /// <summary>A program that prepares nothing.</summary>
    public static TorchProgram Of(IReadOnlyList<TorchParameter> parameters, IReadOnlyList<TorchStatement> forward, IReadOnlyList<string> arguments, IReadOnlyList<string> results)
    {
        return new TorchProgram(
            parameters, [], [], forward, arguments, results,
            [.. arguments.Select(static name => new TensorSpec(name, ElementType.Float32, [1]))],
            [.. results.Select(static name => new TensorSpec(name, ElementType.Float32, [1]))]);
    }
}
