using System.Text.RegularExpressions;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>Which names an expression uses, and the statements whose results nobody does.</summary>
internal static partial class DeadCode
{
    /// <summary>The statements that the results need, in their order.</summary>
    /// <param name="statements">Statements; each reads what statements before it set.</param>
    /// <param name="results">Expressions of the results.</param>
    public static IReadOnlyList<TorchStatement> Remove(IReadOnlyList<TorchStatement> statements, IReadOnlyList<string> results)
    {
        HashSet<string> needed = LocalsIn(results);
        var kept = new List<TorchStatement>();
        for (int i = statements.Count - 1; i >= 0; i--)
        {
            if (statements[i].Targets.Any(needed.Contains))
            {
                kept.Add(statements[i]);
                needed.UnionWith(LocalsIn([statements[i].Expression]));
            }
        }

        kept.Reverse();
        return kept;
    }

    /// <summary>All plain identifiers, those of functions and keywords included.</summary>
    /// <param name="expressions">TorchScript expressions.</param>
    public static HashSet<string> LocalsIn(IEnumerable<string> expressions)
    {
        return [.. expressions.SelectMany(static expression => Local().Matches(expression)).Select(static match => match.Value)];
    }

    /// <summary>The NAMEs of <c>self.NAME</c>.</summary>
    /// <param name="expressions">TorchScript expressions.</param>
    public static HashSet<string> MembersIn(IEnumerable<string> expressions)
    {
        return [.. expressions.SelectMany(static expression => Member().Matches(expression)).Select(static match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*")]
    private static partial Regex Local();

    [GeneratedRegex(@"\bself\.(\w+)")]
    internal static partial Regex Member();
}
