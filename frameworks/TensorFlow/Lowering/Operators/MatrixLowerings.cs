using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Products of matrices. What transposes a factor is an attribute of the product.</summary>
internal static class MatrixLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["MatMul"] = MatMul,
        ["Gemm"] = Gemm,
    };

    private static void MatMul(LoweringNode node)
    {
        ElementType own = node.KnownType(0);
        ElementType type = Computed(own);
        string left = node.Cast(node.Input(0), own, type);
        string right = node.Cast(node.Input(1), own, type);
        if (node.Rank(0) > 2 && node.FindShape(0) is { } shape && node.FindShape(1) is [_, long columns])
        {
            SetRows(node, left, right, type, [.. shape[..^1], columns]);
            return;
        }

        node.Set(0, node.Cast(Product(node, left, right, type), type, own));
    }

    // All rows of a batch times the same matrix are one product, and what is added to each column comes before the batch is one again: TensorFlow joins the two.
    private static void SetRows(LoweringNode node, string left, string right, ElementType type, long[] shape)
    {
        long rows = shape[..^1].Aggregate(1L, static (product, size) => checked(product * size));
        string product = Multiply(node, node.Reshape(left, type, rows, node.Shape(1)[0]), right, type, false, false);
        if (type.IsFloat() && node.FindSoleReader(0, "Add") is { } sum
            && ChannelBias.Find(sum, sum.Proto.Input[0] == node.Proto.Output[0] ? 1 : 0, shape, Layout.Plain) is { } bias)
        {
            node.SetThrough(sum, node.Reshape(node.Apply("BiasAdd", type, product, bias), type, shape), Layout.Plain);
            return;
        }

        node.Set(0, node.Cast(node.Reshape(product, type, shape), type, node.KnownType(0)));
    }

    // Integers without a sign have no kernels; modulo their width the products are those of int64.
    private static ElementType Computed(ElementType type)
    {
        return type is ElementType.UInt32 or ElementType.UInt64 ? ElementType.Int64 : type;
    }

    private static string Product(LoweringNode node, string left, string right, ElementType type)
    {
        (int leftRank, int rightRank) = (node.Rank(0), node.Rank(1));
        if (leftRank == 0 || rightRank == 0)
        {
            throw new InvalidOperationException("a factor that is a scalar");
        }

        if (leftRank == 1 || rightRank == 1)
        {
            return WithVector(node, left, right, type);
        }

        if (leftRank == 2 && rightRank == 2)
        {
            return Multiply(node, left, right, type, false, false);
        }

        return node.Let("BatchMatMulV2", [left, right], Attr.Type("T", type));
    }

    // A vector on the left is a row, on the right a column, and that axis is gone afterwards.
    private static string WithVector(LoweringNode node, string left, string right, ElementType type)
    {
        (int leftRank, int rightRank) = (node.Rank(0), node.Rank(1));
        string row = leftRank == 1 ? Expanded(left, 0) : left;
        string column = rightRank == 1 ? Expanded(right, -1) : right;
        string product = node.Let("BatchMatMulV2", [row, column], Attr.Type("T", type));
        long[] dropped = [.. new[] { leftRank == 1 ? -2L : 0, rightRank == 1 ? -1L : 0 }.Where(static axis => axis < 0)];
        return node.Let("Squeeze", [product], Attr.Type("T", type), Attr.Ints("squeeze_dims", dropped));

        string Expanded(string tensor, int axis)
        {
            return node.Let("ExpandDims", [tensor, node.Int(axis)], Attr.Type("T", type), Attr.Type("Tdim", ElementType.Int32));
        }
    }

    private static string Multiply(LoweringNode node, string left, string right, ElementType type, bool turnsLeft, bool turnsRight)
    {
        return node.Let("MatMul", [left, right], Attr.Type("T", type), Attr.Flag("transpose_a", turnsLeft), Attr.Flag("transpose_b", turnsRight));
    }

    private static void Gemm(LoweringNode node)
    {
        if (node.Rank(0) != 2 || node.Rank(1) != 2)
        {
            throw new InvalidOperationException("a factor that is no matrix");
        }

        ElementType own = node.KnownType(0);
        ElementType type = Computed(own);
        float alpha = node.Proto.GetFloat("alpha", 1);
        float beta = node.Has(2) ? node.Proto.GetFloat("beta", 1) : 0;
        if (!own.IsFloat() && (alpha != MathF.Floor(alpha) || beta != MathF.Floor(beta)))
        {
            throw node.NotLowered("alpha or beta of integers is a fraction");
        }

        string product = Multiply(node, node.Cast(node.Input(0), own, type), node.Cast(node.Input(1), own, type), type,
            node.Proto.GetInt("transA", 0) != 0, node.Proto.GetInt("transB", 0) != 0);
        product = Scaled(node, product, type, alpha);
        node.Set(0, node.Cast(beta == 0 ? product : Added(node, product, type, beta), type, own));
    }

    // A vector of as many elements as there are columns is a bias: TensorFlow joins the product and this sum.
    private static string Added(LoweringNode node, string product, ElementType type, float beta)
    {
        string added = node.Cast(node.Input(2), node.KnownType(0), type);
        long? columns = node.FindShape(1)?[node.Proto.GetInt("transB", 0) != 0 ? 0 : 1];
        bool isBias = node.FindShape(2) is { Length: > 0 } shape && shape[^1] == columns && shape.SkipLast(1).All(static size => size == 1);
        string vector = isBias && node.Rank(2) > 1 ? node.Reshape(added, type, columns!.Value) : added;
        return node.Apply(isBias ? "BiasAdd" : "AddV2", type, product, Scaled(node, vector, type, beta));
    }

    private static string Scaled(LoweringNode node, string tensor, ElementType type, float factor)
    {
        return factor == 1 ? tensor : node.Apply("Mul", type, tensor, node.Scalar(type, factor));
    }
}
