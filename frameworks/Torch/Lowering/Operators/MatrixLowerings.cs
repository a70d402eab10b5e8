using System.Globalization;
using System.Text.RegularExpressions;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Products of matrices.</summary>
internal static partial class MatrixLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["MatMul"] = static node => node.Set(0, $"torch.matmul({node.Input(0)}, {node.Input(1)})"),
        ["Gemm"] = Gemm,
        ["Einsum"] = Einsum,
    };

    private static void Gemm(LoweringNode node)
    {
        if (node.Rank(0) != 2 || node.Rank(1) != 2)
        {
            throw new InvalidOperationException("a factor that is no matrix");
        }

        bool isFloat = node.IsFloat(0);
        float alpha = node.Proto.GetFloat("alpha", 1);
        float beta = node.Has(2) ? node.Proto.GetFloat("beta", 1) : 0;
        if (!isFloat && (alpha != MathF.Floor(alpha) || beta != MathF.Floor(beta)))
        {
            throw node.NotLowered("alpha or beta of integers is a fraction");
        }

        string left = node.Proto.GetInt("transA", 0) != 0 ? $"{node.Input(0)}.t()" : node.Input(0);
        bool isTransposed = node.Proto.GetInt("transB", 0) != 0;
        string right = isTransposed ? $"{node.Input(1)}.t()" : node.Input(1);
        bool isPlain = alpha == 1 && beta == (node.Has(2) ? 1 : 0);
        if (isFloat && isTransposed && isPlain && IsBias(node))
        {
            // What PyTorch's own exporter makes of a linear layer.
            node.Set(0, $"torch.linear({left}, {node.Input(1)}, {(node.Has(2) ? node.Input(2) : "None")})");
        }
        else if (beta == 1 && alpha == 1 && node.Rank(2) == 2 && node.Shape(2)[0] != 1)
        {
            // libtorch takes a constant matrix in addmm for one of the shape of the second factor when it propagates shapes, and fails (1.13 to 2.7).
            node.Set(0, $"torch.add({node.Let($"torch.mm({left}, {right})", "product")}, {node.Input(2)})");
        }
        else if (beta != 0)
        {
            string factors = isPlain ? "" : $", beta={Factor(beta)}, alpha={Factor(alpha)}";
            node.Set(0, $"torch.addmm({node.Input(2)}, {left}, {right}{factors})");
        }
        else
        {
            string product = $"torch.mm({left}, {right})";
            node.Set(0, alpha == 1 ? product : $"torch.mul({node.Let(product, "product")}, {Factor(alpha)})");
        }

        string Factor(float factor)
        {
            return isFloat ? TorchText.Number(factor) : factor.ToString("F0", CultureInfo.InvariantCulture);
        }
    }

    // libtorch's linear layer takes a vector of as many elements as there are columns.
    private static bool IsBias(LoweringNode node)
    {
        return !node.Has(2) || (node.Rank(2) == 1 && node.Shape(2)[0] == node.Shape(1)[0]);
    }

    private static void Einsum(LoweringNode node)
    {
        string equation = node.Proto.GetText("equation", "").Replace(" ", "", StringComparison.Ordinal);
        if (!Equation().IsMatch(equation))
        {
            throw node.NotLowered($"its equation is {OneLine.Quote(equation)}");
        }

        node.Set(0, $"torch.einsum(\"{equation}\", [{string.Join(", ", Enumerable.Range(0, node.InputCount).Select(node.Input))}])");
    }

    [GeneratedRegex("^[A-Za-z.,]+(->[A-Za-z.]*)?$")]
    private static partial Regex Equation();
}
