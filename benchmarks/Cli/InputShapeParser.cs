using System.Globalization;

namespace InferenceBench.Cli;

/// <summary>Reads <c>--input-shape [NAME:]1,3,640,640</c>.</summary>
internal static class InputShapeParser
{
    /// <summary>Shapes by input name, in the order given; "" names the only input.</summary>
    /// <param name="texts">One text per option given. A name may hold colons: the last one ends it.</param>
    /// <exception cref="UsageException">A text is no shape, or one input has two.</exception>
    public static IReadOnlyDictionary<string, long[]> Parse(IReadOnlyList<string> texts)
    {
        var shapes = new OrderedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int colon = text.LastIndexOf(':');
            string name = colon < 0 ? "" : text[..colon];
            if (!shapes.TryAdd(name, [.. text[(colon + 1)..].Split(',', 'x').Select(dimension => ParseDimension(text, dimension))]))
            {
                throw new UsageException($"--input-shape {text}: this input already has a shape");
            }
        }

        return shapes;
    }

    private static long ParseDimension(string text, string dimension)
    {
        return long.TryParse(dimension, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value is >= 1 and <= int.MaxValue
            ? value
            : throw new UsageException($"--input-shape {text}: '{dimension}' is not a dimension; write for example 1,3,640,640 or NAME:1,3,640,640");
    }
}
