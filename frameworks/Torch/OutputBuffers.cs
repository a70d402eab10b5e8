using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>Buffers of a session's own for its outputs, made anew when a run gives other shapes.</summary>
/// <typeparam name="T">The engine's tensor.</typeparam>
/// <param name="declared">What is known of the outputs before a run; empty when nothing is.</param>
/// <param name="shapeOf">The shape of a result.</param>
/// <param name="typeOf">The element type of a result.</param>
/// <param name="make">Makes a buffer that the CPU reads.</param>
/// <param name="copy">Copies a result into its buffer and waits for it.</param>
internal sealed class OutputBuffers<T>(
    IReadOnlyList<TensorSpec> declared, Func<T, long[]> shapeOf, Func<T, ElementType> typeOf, Func<ElementType, long[], T> make, Action<T, T> copy) : IDisposable
    where T : class, IDisposable
{
    private readonly IReadOnlyList<TensorSpec> _declared = declared;
    private T[] _buffers = [];

    /// <summary>The outputs, their shapes known after the first run.</summary>
    public IReadOnlyList<TensorSpec> Specs { get; private set; } = declared;

    /// <summary>The buffer of an output.</summary>
    /// <exception cref="InvalidOperationException">Nothing has run yet.</exception>
    public T this[int index] => _buffers.Length > 0 ? _buffers[index] : throw new InvalidOperationException("the model has not run yet");

    /// <summary>Copies the results of a run.</summary>
    public void Take(T[] results)
    {
        bool fits = _buffers.Length == results.Length;
        for (int i = 0; fits && i < results.Length; i++)
        {
            fits = Specs[i].Shape is long[] known && shapeOf(results[i]).AsSpan().SequenceEqual(known);
        }

        if (!fits)
        {
            Dispose();
            Specs = [.. results.Select(Describe)];
            _buffers = [.. Specs.Select(spec => make(spec.ElementType, (long[])spec.Shape))];
        }

        for (int i = 0; i < results.Length; i++)
        {
            copy(results[i], _buffers[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_buffers, static buffer => buffer.Dispose());
        _buffers = [];
    }

    private TensorSpec Describe(T result, int index)
    {
        TensorSpec? spec = index < _declared.Count ? _declared[index] : null;
        return spec is null || spec.ElementType == ElementType.Undefined
            ? new TensorSpec(spec?.Name ?? $"output{index}", typeOf(result), shapeOf(result))
            : spec with { Shape = shapeOf(result) };
    }
}
