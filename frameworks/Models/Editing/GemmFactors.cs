using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Multiplies Gemm's factors alpha and beta into its constant weight and bias, and makes the bias a vector: integer kernels know no factors.</summary>
internal static class GemmFactors
{
    /// <summary>Folds the factors of all Gemm nodes whose weight and bias are constants.</summary>
    /// <param name="model">The model; changed in place.</param>
    /// <exception cref="OnnxModelException">A weight cannot be read.</exception>
    public static void Fold(OnnxModel model)
    {
        var index = new GraphIndex(model);
        foreach (NodeProto node in index.Graph.Node.Where(static node => node.IsStandard("Gemm")))
        {
            Fold(index, node);
        }

        UnusedParts.Remove(index.Graph);
    }

    private static void Fold(GraphIndex index, NodeProto node)
    {
        if (index.FindFloats(node.InputAt(1)) is not { Dims.Count: 2 } weight)
        {
            return;
        }

        string biasName = node.InputAt(2);
        TensorProto? bias = index.FindFloats(biasName);
        long channels = weight.Dims[node.GetInt("transB", 0) != 0 ? 0 : 1];
        long count = bias is null ? 0 : TensorTypes.CountElements(bias.Dims);
        if (biasName.Length > 0 && (bias is null || (count != channels && count != 1) || (bias.Dims.Count > 0 && bias.Dims[^1] != count)))
        {
            return;
        }

        FoldAlpha(index, node, weight);
        float beta = node.GetFloat("beta", 1);
        node.RemoveAttribute("beta");
        if (bias is not null && (beta != 1 || bias.Dims.Count != 1 || count != channels))
        {
            float[] values = index.Read(bias);
            float[] vector = [.. Enumerable.Range(0, (int)channels).Select(i => beta * values[count == 1 ? 0 : i])];
            Replace(index, node, 2, Tensors.Floats(index.CreateName($"{bias.Name}_vector"), [channels], vector));
        }
    }

    private static void FoldAlpha(GraphIndex index, NodeProto node, TensorProto weight)
    {
        float alpha = node.GetFloat("alpha", 1);
        node.RemoveAttribute("alpha");
        if (alpha != 1)
        {
            float[] scaled = Array.ConvertAll(index.Read(weight), value => value * alpha);
            Replace(index, node, 1, Tensors.Floats(index.CreateName($"{weight.Name}_scaled"), weight.Dims, scaled));
        }
    }

    private static void Replace(GraphIndex index, NodeProto node, int input, TensorProto tensor)
    {
        index.Graph.Initializer.Add(tensor);
        node.SetInput(input, tensor.Name);
    }
}
