using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Lowering;

/// <summary>An operator has no counterpart in a framework: the case is skipped with the message as its reason.</summary>
public sealed class NotLoweredException : NotSupportedException
{
    /// <summary>An exception without a message.</summary>
    public NotLoweredException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">Operator, opset, node and why.</param>
    public NotLoweredException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">Operator, opset, node and why.</param>
    /// <param name="innerException">The cause.</param>
    public NotLoweredException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Names operator, opset and node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set that it comes from.</param>
    /// <param name="why">Why, if there is more to say.</param>
    /// <param name="cause">What was thrown.</param>
    public static NotLoweredException For(NodeProto node, long opset, string? why = null, Exception? cause = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        string name = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(static output => output.Length > 0, "");
        string message = string.Create(CultureInfo.InvariantCulture,
            $"operator {OneLine.Of(node.OpType, 60)} (opset {opset}) at node {OneLine.Quote(name)} is not lowered");
        return new NotLoweredException(why is null ? message : $"{message}: {OneLine.Of(why, 300)}", cause!);
    }
}
