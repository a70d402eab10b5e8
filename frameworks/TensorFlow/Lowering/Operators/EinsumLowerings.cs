using System.Text.RegularExpressions;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Sums of products by an equation. TensorFlow's takes two tensors and wants the result spelt out.</summary>
internal static partial class EinsumLowerings
{
    private const string Ellipsis = "...";

    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Einsum"] = Einsum,
    };

    private static void Einsum(LoweringNode node)
    {
        string equation = node.Proto.GetText("equation", "").Replace(" ", "", StringComparison.Ordinal);
        if (!Equation().IsMatch(equation))
        {
            throw node.NotLowered($"its equation is {OneLine.Quote(equation)}");
        }

        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        string result = sides.Length > 1 ? sides[1] : Implicit(terms);
        if (terms.Length != node.InputCount)
        {
            throw new InvalidOperationException($"{terms.Length} terms for {node.InputCount} inputs");
        }

        // From the left, two at a time: what later terms or the result name stays.
        (string tensor, string term) = (node.Input(0), terms[0]);
        for (int i = 1; i < terms.Length - 1; i++)
        {
            string[] later = [.. terms[(i + 1)..], result];
            string kept = Kept(term + terms[i], later);
            tensor = Contract(node, [tensor, node.Input(i)], $"{term},{terms[i]}->{kept}");
            term = kept;
        }

        node.Set(0, terms.Length == 1
            ? Contract(node, [tensor], $"{term}->{result}")
            : Contract(node, [tensor, node.Input(terms.Length - 1)], $"{term},{terms[^1]}->{result}"));
    }

    private static string Contract(LoweringNode node, string[] tensors, string equation)
    {
        return node.Let("Einsum", tensors, Attr.Type("T", node.KnownType(0)), Attr.Int("N", tensors.Length), Attr.Text("equation", equation));
    }

    // Without a result: what stands for several axes, and the letters that occur once, in their order.
    private static string Implicit(string[] terms)
    {
        string all = string.Concat(terms);
        IEnumerable<char> once = all.Where(char.IsAsciiLetter).GroupBy(static letter => letter).Where(static group => group.Count() == 1).Select(static group => group.Key).Order();
        return (all.Contains('.', StringComparison.Ordinal) ? Ellipsis : "") + string.Concat(once);
    }

    private static string Kept(string term, string[] later)
    {
        string named = string.Concat(later);
        IEnumerable<char> letters = term.Where(letter => char.IsAsciiLetter(letter) && named.Contains(letter, StringComparison.Ordinal)).Distinct();
        return (term.Contains('.', StringComparison.Ordinal) ? Ellipsis : "") + string.Concat(letters);
    }

    [GeneratedRegex("^[A-Za-z.,]+(->[A-Za-z.]*)?$")]
    private static partial Regex Equation();
}
