using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>How a program names the values of a graph: inputs and results of nodes as locals, constants as parameters.</summary>
internal sealed class ProgramValues
{
    private readonly ModelConstants _constants;
    private readonly Identifiers _identifiers = new();
    private readonly Dictionary<string, string> _locals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parameterOfValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TorchParameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>The values of a graph.</summary>
    /// <param name="constants">Those that are known.</param>
    public ProgramValues(ModelConstants constants)
    {
        _constants = constants;
    }

    /// <summary>Names an input of the model.</summary>
    public string AddInput(string name)
    {
        return _locals[name] = _identifiers.New(name);
    }

    /// <summary>Names the result of a node.</summary>
    public string AddResult(string name, bool isPrepared)
    {
        string local = _identifiers.New(name);
        (isPrepared ? _prepared : _locals)[name] = local;
        return local;
    }

    /// <summary>A new local that stands for no value of the graph.</summary>
    public string NewLocal(string hint)
    {
        return _identifiers.New(hint);
    }

    /// <summary>Whether a value is computed once, from constants.</summary>
    public bool IsPrepared(string name)
    {
        return _prepared.ContainsKey(name);
    }

    /// <summary>The expression for a value.</summary>
    /// <exception cref="InvalidOperationException">The value is no tensor that a program can hold.</exception>
    public string Reference(string name, bool isPrepared)
    {
        if (_locals.TryGetValue(name, out string? local))
        {
            return local;
        }

        if (_prepared.TryGetValue(name, out string? prepared))
        {
            return isPrepared ? prepared : "self." + prepared;
        }

        if (!_parameterOfValue.TryGetValue(name, out string? parameter))
        {
            parameter = AddConstant(name);
            _parameterOfValue[name] = parameter;
        }

        return parameter;
    }

    /// <summary>A new constant.</summary>
    /// <returns>Its expression, <c>self.NAME</c>.</returns>
    public string AddParameter(string hint, ModelConstant constant)
    {
        string name = _identifiers.New(hint);
        _parameters.Add(name, new TorchParameter(name, constant.Type, constant.Shape, constant.ReadBytes));
        return "self." + name;
    }

    /// <summary>The prepared values that statements or results name.</summary>
    public IReadOnlyList<string> PreparedNamesIn(IReadOnlyList<TorchStatement> statements, IReadOnlyList<string> results)
    {
        HashSet<string> used = DeadCode.MembersIn([.. statements.Select(static statement => statement.Expression), .. results]);
        return [.. _prepared.Values.Where(used.Contains)];
    }

    /// <summary>The parameters that statements or results name, in the order in which they were made.</summary>
    public IReadOnlyList<TorchParameter> ParametersIn(IReadOnlyList<TorchStatement> statements, IReadOnlyList<string> results)
    {
        HashSet<string> used = DeadCode.MembersIn([.. statements.Select(static statement => statement.Expression), .. results]);
        return [.. _parameters.Values.Where(parameter => used.Contains(parameter.Name))];
    }

    private string AddConstant(string name)
    {
        ModelConstant constant = _constants.Find(name) ?? throw new InvalidOperationException($"nothing computes {OneLine.Quote(name)}");
        return ScalarTypes.Find(constant.Type) is not null
            ? AddParameter(name, constant)
            : throw new InvalidOperationException($"constant {OneLine.Quote(name)} is of {constant.Type.ToName()}, for which libtorch has no type");
    }
}
