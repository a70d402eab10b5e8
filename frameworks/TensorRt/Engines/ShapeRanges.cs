using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>The ranges of a model's dynamic inputs: what the user gives, else the shape of the case itself.</summary>
internal static class ShapeRanges
{
    /// <summary>The ranges.</summary>
    /// <param name="declared">The inputs as the file declares them; −1 where a dimension is dynamic.</param>
    /// <param name="inputs">The same inputs with the shapes of this case.</param>
    /// <param name="options">The user's shapes.</param>
    /// <exception cref="InferenceException">A shape is for no dynamic input, has another rank, or the shape of the case lies outside.</exception>
    public static IReadOnlyList<InputShapeRange> Resolve(IReadOnlyList<TensorSpec> declared, IReadOnlyList<TensorSpec> inputs, TensorRtOptions options)
    {
        string[] dynamic = [.. declared.Where(static input => !input.IsConcrete).Select(static input => input.Name)];
        string? stray = options.MinShapes.Keys.Concat(options.OptShapes.Keys).Concat(options.MaxShapes.Keys).FirstOrDefault(name => !dynamic.Contains(name));
        if (stray is not null)
        {
            throw new InferenceException(
                $"shapes are given for '{stray}', which is no input with dynamic dimensions; {(dynamic.Length == 0 ? "the model has none" : $"those are {string.Join(", ", dynamic)}")}");
        }

        return [.. inputs.Where(input => dynamic.Contains(input.Name)).Select(input => Resolve(input, options))];
    }

    private static InputShapeRange Resolve(TensorSpec input, TensorRtOptions options)
    {
        IReadOnlyList<long> own = input.Shape;
        IReadOnlyList<long> min = options.MinShapes.GetValueOrDefault(input.Name) ?? own;
        IReadOnlyList<long> max = options.MaxShapes.GetValueOrDefault(input.Name) ?? own;
        IReadOnlyList<long> opt = options.OptShapes.GetValueOrDefault(input.Name) ?? own;
        bool isOrdered = min.Count == own.Count && opt.Count == own.Count && max.Count == own.Count
            && Enumerable.Range(0, own.Count).All(i => min[i] <= opt[i] && opt[i] <= max[i] && min[i] <= own[i] && own[i] <= max[i]);
        return isOrdered
            ? new InputShapeRange(input.Name, min, opt, max)
            : throw new InferenceException(
                $"input '{input.Name}' has the shape {ShapeTexts.ToText(own)}, and min-shapes {ShapeTexts.ToText(min)}, opt-shapes {ShapeTexts.ToText(opt)}, max-shapes {ShapeTexts.ToText(max)} do not enclose it in that order");
    }
}
