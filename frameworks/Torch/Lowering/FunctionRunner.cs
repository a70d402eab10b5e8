namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>Calls functions one after another, handing each the tensors of those before it, and gives tensors back as soon as nothing needs them.</summary>
/// <typeparam name="T">The engine's tensor.</typeparam>
internal sealed class FunctionRunner<T> : IDisposable
    where T : class, IDisposable
{
    private readonly Dictionary<string, T> _values;
    private readonly T[] _weights;
    private readonly Func<string, object[], T[]> _invoke;
    private readonly Step[] _steps;
    private readonly string[] _results;

    private FunctionRunner(Dictionary<string, T> values, T[] weights, IReadOnlyList<TorchFunction> functions, IReadOnlyList<string> results, Func<string, object[], T[]> invoke)
    {
        _values = values;
        _weights = weights;
        _invoke = invoke;
        _steps = [.. functions.Select(function => new Step(function, values))];
        _results = [.. results];
    }

    /// <summary>Compiles a program and computes what it prepares.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isEager">Whether each operator is a function of its own; else the inference is one function.</param>
    /// <param name="inputs">The tensors that hold the inputs, the caller's.</param>
    /// <param name="makeWeight">Makes the tensor of a parameter.</param>
    /// <param name="compile">Compiles a source; gives what calls one of its functions by name.</param>
    public static FunctionRunner<T> Create(
        TorchProgram program, bool isEager, IReadOnlyList<T> inputs, Func<TorchParameter, T> makeWeight, Func<string, Func<string, object[], T[]>> compile)
    {
        TorchFunction? prepare = FreeFunctions.Prepare(program);
        IReadOnlyList<TorchFunction> functions = isEager ? FreeFunctions.Operators(program) : [FreeFunctions.Script(program)];
        IReadOnlyList<string> results = isEager ? FreeFunctions.ResultNames(program) : functions[0].Results;
        Func<string, object[], T[]> invoke = compile(string.Concat(new[] { prepare }.Concat(functions).Select(static function => function?.Source)));

        var weights = program.Parameters.ToDictionary(static parameter => parameter.Name, makeWeight);
        if (prepare is not null)
        {
            T[] prepared = invoke(prepare.Name, [.. prepare.Arguments.Select(argument => weights[argument])]);
            foreach ((string name, T value) in prepare.Results.Zip(prepared))
            {
                weights[name] = value;
            }
        }

        IEnumerable<KeyValuePair<string, T>> arguments = program.Arguments.Zip(inputs, KeyValuePair.Create);
        return new FunctionRunner<T>(new Dictionary<string, T>(weights.Concat(arguments)), [.. weights.Values], functions, results, invoke);
    }

    /// <summary>Runs all functions once. The results are the caller's to dispose of, unless they are inputs or weights themselves.</summary>
    public T[] Run()
    {
        foreach (Step step in _steps)
        {
            foreach ((int index, string value) in step.Locals)
            {
                step.Arguments[index] = _values[value];
            }

            T[] results = _invoke(step.Function.Name, step.Arguments);
            for (int i = 0; i < results.Length; i++)
            {
                _values[step.Function.Results[i]] = results[i];
            }

            foreach (string released in step.Function.Released)
            {
                _values[released].Dispose();
            }
        }

        return Array.ConvertAll(_results, result => _values[result]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_weights, static weight => weight.Dispose());
    }

    // What does not change from run to run is put into the arguments once.
    private sealed class Step
    {
        public Step(TorchFunction function, Dictionary<string, T> constants)
        {
            Function = function;
            Arguments = new object[function.Arguments.Count];
            var locals = new List<(int, string)>();
            for (int i = 0; i < Arguments.Length; i++)
            {
                if (constants.TryGetValue(function.Arguments[i], out T? constant))
                {
                    Arguments[i] = constant;
                }
                else
                {
                    locals.Add((i, function.Arguments[i]));
                }
            }

            Locals = [.. locals];
        }

        public TorchFunction Function { get; }

        public object[] Arguments { get; }

        public (int Index, string Value)[] Locals { get; }
    }
}
