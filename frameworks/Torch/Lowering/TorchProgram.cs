using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>A model as TorchScript, for the input shapes that it was lowered for.</summary>
/// <param name="Parameters">Constant tensors that the source names.</param>
/// <param name="Prepare">What is computed once from constants alone, before the first inference.</param>
/// <param name="Prepared">Locals of <paramref name="Prepare"/> that <paramref name="Forward"/> names as <c>self.NAME</c>.</param>
/// <param name="Forward">What an inference computes.</param>
/// <param name="Arguments">The identifiers of the inputs, in the model's order.</param>
/// <param name="Results">Expressions of the outputs, in the model's order.</param>
/// <param name="Inputs">The model's inputs.</param>
/// <param name="Outputs">The model's outputs; −1 where a dimension depends on the data.</param>
internal sealed record TorchProgram(
    IReadOnlyList<TorchParameter> Parameters,
    IReadOnlyList<TorchStatement> Prepare,
    IReadOnlyList<string> Prepared,
    IReadOnlyList<TorchStatement> Forward,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Results,
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TensorSpec> Outputs)
{
    /// <summary>Source of the method <c>prepare</c>; null when there is nothing to prepare.</summary>
    public string? PrepareSource => Prepared.Count == 0 ? null : Method("prepare", ["self"], Prepare, Prepared);

    /// <summary>Source of the method <c>forward</c>.</summary>
    public string ForwardSource => Method("forward", ["self", .. Arguments.Select(static argument => argument + ": Tensor")], Forward, Results);

    /// <summary>Source of a function that gives a list of tensors.</summary>
    public static string Method(string name, IEnumerable<string> arguments, IReadOnlyList<TorchStatement> statements, IReadOnlyList<string> results)
    {
        var text = new System.Text.StringBuilder();
        text.Append("def ").Append(name).Append('(').AppendJoin(", ", arguments).Append(") -> List[Tensor]:\n");
        foreach (TorchStatement statement in statements)
        {
            text.Append("    ").AppendJoin(", ", statement.Targets).Append(" = ").Append(statement.Expression);
            if (statement.Comment.Length > 0)
            {
                text.Append("  # ").Append(statement.Comment);
            }

            text.Append('\n');
        }

        return text.Append("    return [").AppendJoin(", ", results).Append("]\n").ToString();
    }
}
