using System.Globalization;
using System.Text;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>Unique TorchScript identifiers for the names of a graph.</summary>
internal sealed class Identifiers
{
    private const int MaxLength = 60;

    // Python's keywords, and the names that a program uses itself.
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
        "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "print",
        "self", "torch", "prim", "aten", "ops", "inf", "nan", "training", "forward", "prepare", "List", "Tensor", "Tuple", "Optional", "Dict", "int", "float", "bool", "str", "len",
        "range", "min", "max", "abs", "all", "any", "sum", "list", "tuple", "dict", "complex", "round", "pow", "float16", "named_parameters", "named_buffers", "parameters", "buffers",
    };

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>A new identifier that resembles a name.</summary>
    /// <param name="name">Any text.</param>
    public string New(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            bool isPlain = char.IsAsciiLetterOrDigit(c);
            if (isPlain || (text.Length > 0 && text[^1] != '_'))
            {
                text.Append(isPlain ? c : '_');
            }

            if (text.Length == MaxLength)
            {
                break;
            }
        }

        string stem = text.ToString().TrimEnd('_');
        if (stem.Length == 0 || char.IsAsciiDigit(stem[0]) || s_reserved.Contains(stem))
        {
            stem = "v_" + stem;
        }

        stem = stem.TrimEnd('_');
        string identifier = stem;
        while (!_used.Add(identifier))
        {
            // Counts on from the stem's last number: a large graph has thousands of the same.
            int number = _numbers[stem] = _numbers.GetValueOrDefault(stem, 1) + 1;
            identifier = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
        }

        return identifier;
    }
}
