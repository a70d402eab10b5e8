using System.Globalization;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>Shapes as trtexec writes them: <c>input:1x3x224x224,mask:1x10</c>.</summary>
internal static class ShapeTexts
{
    /// <summary>Reads shapes by input name. A name may hold colons: the last one separates.</summary>
    /// <param name="key">The option's key, for the message.</param>
    /// <param name="text">The text; null gives none.</param>
    /// <exception cref="InferenceException">It is written otherwise.</exception>
    public static IReadOnlyDictionary<string, long[]> Parse(string key, string? text)
    {
        var shapes = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (string part in text?.Split(',') ?? [])
        {
            int colon = part.LastIndexOf(':');
            if (colon <= 0 || ParseOne(part[(colon + 1)..]) is not { } shape || !shapes.TryAdd(part[..colon], shape))
            {
                throw new InferenceException($"{TensorRtDescriptor.Id}.{key}={text}: write NAME:1x3x224x224, of several inputs with commas between them, each name once");
            }
        }

        return shapes;
    }

    /// <summary>The text of a shape: <c>1x3x224x224</c>.</summary>
    /// <param name="shape">Dimensions.</param>
    public static string ToText(IEnumerable<long> shape)
    {
        return string.Join('x', shape.Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)));
    }

    private static long[]? ParseOne(string text)
    {
        string[] parts = text.Split('x', 'X');
        var shape = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]) || shape[i] < 1)
            {
                return null;
            }
        }

        return shape;
    }
}
