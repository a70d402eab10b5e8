using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>
/// Which provider runs which nodes, and the rule that a result may carry the provider's name: it took at least one node, and no node that holds a model's
/// arithmetic was left to the CPU. Nodes that compute shapes run on the CPU by design, so that not every node must be on the device.
/// </summary>
internal static class ProviderPlacement
{
    private static readonly HashSet<string> s_arithmetic = new(StringComparer.Ordinal)
    {
        "Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "FusedConv", "Gemm", "QGemm", "FusedGemm", "MatMul", "MatMulInteger", "QLinearMatMul",
        "FusedMatMul", "MatMulNBits", "Einsum", "Attention", "MultiHeadAttention", "GroupQueryAttention", "LSTM", "GRU", "RNN",
    };

    /// <summary>Counts for people, most nodes first: <c>CUDAExecutionProvider 120, CPUExecutionProvider 4</c>.</summary>
    public static string Describe(IReadOnlyList<(string Provider, string Operator)> nodes)
    {
        return Count(nodes.Select(static node => node.Provider));
    }

    /// <summary>Refuses a session whose provider fell back to the CPU.</summary>
    /// <exception cref="InferenceException">It did; the message says with which nodes.</exception>
    public static void Require(string provider, string model, IReadOnlyList<(string Provider, string Operator)> nodes)
    {
        string engineName = OnnxRuntimeDescriptor.EngineNameOf(provider);
        if (engineName == OnnxRuntimeDescriptor.CpuEngineName || nodes.Count == 0)
        {
            return;
        }

        if (!nodes.Any(node => node.Provider == engineName))
        {
            throw new InferenceException($"the {provider} provider took no node of {model} ({Describe(nodes)}): this would not be its result");
        }

        string left = Count(nodes.Where(static node => node.Provider == OnnxRuntimeDescriptor.CpuEngineName && s_arithmetic.Contains(node.Operator)).Select(static node => node.Operator));
        if (left.Length > 0)
        {
            throw new InferenceException($"the {provider} provider left arithmetic of {model} to the CPU ({left}): this would not be its result");
        }
    }

    private static string Count(IEnumerable<string> names)
    {
        return string.Join(", ", names.GroupBy(static name => name).OrderByDescending(static group => group.Count()).Select(static group => $"{group.Key} {group.Count()}"));
    }
}
