using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The numbers by which libtorch knows element types (<c>c10::ScalarType</c>).</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<ElementType, int> s_numbers = new()
    {
        [ElementType.UInt8] = 0,
        [ElementType.Int8] = 1,
        [ElementType.Int16] = 2,
        [ElementType.Int32] = 3,
        [ElementType.Int64] = 4,
        [ElementType.Float16] = 5,
        [ElementType.Float32] = 6,
        [ElementType.Float64] = 7,
        [ElementType.Bool] = 11,
        [ElementType.BFloat16] = 15,
    };

    /// <summary>libtorch's number.</summary>
    /// <exception cref="NotSupportedException">libtorch has no such type.</exception>
    public static int NumberOf(ElementType type)
    {
        return Find(type) ?? throw new NotSupportedException($"libtorch has no type for {type.ToName()}");
    }

    /// <summary>libtorch's number; null when libtorch, in all its releases, has no such type.</summary>
    public static int? Find(ElementType type)
    {
        return s_numbers.TryGetValue(type, out int number) ? number : null;
    }

    /// <summary>The element type of a number.</summary>
    /// <exception cref="NotSupportedException">The type is none that a model's input or output can have.</exception>
    public static ElementType TypeOf(int number)
    {
        foreach ((ElementType type, int known) in s_numbers)
        {
            if (known == number)
            {
                return type;
            }
        }

        throw new NotSupportedException($"an output of libtorch's type number {number} cannot be read");
    }
}
