using System.Globalization;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>
/// A program as functions outside any module, for a libtorch API that compiles functions alone: a weight is an argument like every other value. Values go by their
/// names in the program, <c>self.</c> left out.
/// </summary>
internal static class FreeFunctions
{
    /// <summary>What computes the prepared values; null when there are none.</summary>
    public static TorchFunction? Prepare(TorchProgram program)
    {
        if (program.Prepared.Count == 0)
        {
            return null;
        }

        return Function("prepare", program.Prepare, WeightsIn(program, program.Prepare, []), program.Prepared, program.Prepared);
    }

    /// <summary>The whole inference as one function. Its results go by <see cref="ResultName"/>.</summary>
    public static TorchFunction Script(TorchProgram program)
    {
        string[] arguments = [.. program.Arguments, .. WeightsIn(program, program.Forward, program.Results)];
        return Function("forward", program.Forward, arguments, program.Results, [.. program.Results.Select(static (_, index) => ResultName(index))]);
    }

    /// <summary>The inference as one function for each operator, in their order. The results are the values <see cref="ResultNames"/>.</summary>
    public static IReadOnlyList<TorchFunction> Operators(TorchProgram program)
    {
        HashSet<string> values = [.. program.Arguments, .. program.Parameters.Select(static parameter => parameter.Name), .. program.Prepared];
        HashSet<string> needed = [.. ResultNames(program)];
        var functions = new List<TorchFunction>();
        foreach (TorchStatement statement in program.Forward)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"operator_{functions.Count}");
            string[] arguments = [.. DeadCode.LocalsIn([WithoutSelf(statement.Expression)]).Where(values.Contains)];
            functions.Add(Function(name, [statement], arguments, statement.Targets, statement.Targets));
            values.UnionWith(statement.Targets);
        }

        // From behind: the first use that is met is the last one of a run.
        HashSet<string> locals = [.. program.Forward.SelectMany(static statement => statement.Targets)];
        for (int i = functions.Count - 1; i >= 0; i--)
        {
            string[] released = [.. functions[i].Arguments.Concat(functions[i].Results).Where(value => locals.Contains(value) && needed.Add(value))];
            functions[i] = functions[i] with { Released = released };
        }

        return functions;
    }

    /// <summary>The values that are the results of the model.</summary>
    public static IReadOnlyList<string> ResultNames(TorchProgram program)
    {
        return [.. program.Results.Select(WithoutSelf)];
    }

    /// <summary>The name of a result of <see cref="Script"/>; no identifier of a program is like it.</summary>
    public static string ResultName(int index)
    {
        return string.Create(CultureInfo.InvariantCulture, $"result {index}");
    }

    private static IEnumerable<string> WeightsIn(TorchProgram program, IReadOnlyList<TorchStatement> statements, IReadOnlyList<string> results)
    {
        HashSet<string> used = DeadCode.MembersIn([.. statements.Select(static statement => statement.Expression), .. results]);
        return program.Parameters.Select(static parameter => parameter.Name).Concat(program.Prepared).Where(used.Contains);
    }

    private static TorchFunction Function(
        string name, IReadOnlyList<TorchStatement> statements, IEnumerable<string> arguments, IReadOnlyList<string> results, IReadOnlyList<string> resultNames)
    {
        string[] taken = [.. arguments];
        string source = TorchProgram.Method(
            name,
            taken.Select(static argument => argument + ": Tensor"),
            [.. statements.Select(static statement => statement with { Expression = WithoutSelf(statement.Expression) })],
            [.. results.Select(WithoutSelf)]);
        return new TorchFunction(name, source, taken, resultNames, []);
    }

    private static string WithoutSelf(string expression)
    {
        return DeadCode.Member().Replace(expression, "$1");
    }
}
