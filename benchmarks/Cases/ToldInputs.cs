using InferenceBench.Cli;
using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>The inputs of a framework's own file that says itself what it takes.</summary>
internal static class ToldInputs
{
    /// <summary>The inputs: in the shapes that the user gives, else in those that the file is meant for.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="told">What the file says.</param>
    /// <param name="shapes">Shapes by input name; "" is the only input.</param>
    /// <exception cref="UsageException">A shape is for no input of the file, or one that it does not take.</exception>
    public static IReadOnlyList<TensorSpec> Of(string path, IReadOnlyList<ModelFileInput> told, IReadOnlyDictionary<string, long[]> shapes)
    {
        if (shapes.Keys.FirstOrDefault(name => name.Length == 0 ? told.Count != 1 : told.All(input => input.Spec.Name != name)) is { } unknown)
        {
            string names = string.Join(", ", told.Select(static input => input.Spec.Name));
            throw new UsageException(unknown.Length == 0
                ? $"--input-shape: {path} has the inputs {names}; write NAME:1,3,224,224"
                : $"--input-shape {unknown}: {path} has no such input; it has {names}");
        }

        TensorSpec[] inputs = [.. told.Select(input => input.Spec with { Shape = Given(input, shapes) ?? input.Usual })];
        if (inputs.FirstOrDefault(static input => !input.IsConcrete) is { } free)
        {
            throw new UsageException($"{path}: input {free} has dimensions that the file leaves open; give its shape with --input-shape {free.Name}:{string.Join(',', free.Shape.Select(static size => Math.Abs(size)))}");
        }

        return WhyNot(told, inputs) is { } reason ? throw new UsageException($"--input-shape: {reason}") : inputs;
    }

    /// <summary>Why the file does not take some shapes, in one line; null when it does.</summary>
    /// <param name="told">What the file says; empty when it says nothing.</param>
    /// <param name="inputs">The inputs, in the same order.</param>
    public static string? WhyNot(IReadOnlyList<ModelFileInput> told, IReadOnlyList<TensorSpec> inputs)
    {
        return told.Zip(inputs)
            .Where(static pair => !pair.First.Takes(pair.Second.Shape))
            .Select(static pair => $"the file takes input '{pair.First.Spec.Name}' in the shape {pair.First.Range}, not {string.Join(',', pair.Second.Shape)}")
            .FirstOrDefault();
    }

    private static long[]? Given(ModelFileInput input, IReadOnlyDictionary<string, long[]> shapes)
    {
        return shapes.TryGetValue(input.Spec.Name, out long[]? shape) || shapes.TryGetValue("", out shape) ? shape : null;
    }
}
