using System.Globalization;
using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>A file of raw little-endian float32.</summary>
internal static class RawValues
{
    private const int ValueBytes = sizeof(float);

    /// <summary>Number of values in a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ParityException">The file is missing or is cut off.</exception>
    public static long Count(string file)
    {
        var info = new FileInfo(file);
        if (!info.Exists)
        {
            throw new ParityException($"{file}: no such file");
        }

        return info.Length % ValueBytes == 0
            ? info.Length / ValueBytes
            : throw new ParityException(string.Create(CultureInfo.InvariantCulture, $"{file} has {info.Length} bytes, which is no multiple of the {ValueBytes} of a float32"));
    }

    /// <summary>Reads the values.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ParityException">The file is missing or is cut off.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static double[] Read(string file)
    {
        Count(file);
        return Elements.ToDoubles(File.ReadAllBytes(file), ElementType.Float32);
    }

    /// <summary>The shape that a number of values gives an input: one dynamic dimension follows from it.</summary>
    /// <param name="input">The input as the model declares it.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="file">Where they are, for messages.</param>
    /// <exception cref="ParityException">The number does not fit, or more than one dimension is dynamic.</exception>
    public static long[] Fit(TensorSpec input, long count, string file)
    {
        int[] unknown = [.. Enumerable.Range(0, input.Shape.Count).Where(i => input.Shape[i] < 0)];
        if (unknown.Length > 1)
        {
            throw new ParityException($"input {input} has {unknown.Length} dynamic dimensions, which the length of {file} cannot tell: give its shape with --input-shape");
        }

        long rest = input.Shape.Where(static dimension => dimension >= 0).Aggregate(1L, static (product, dimension) => product * dimension);
        bool fits = unknown.Length == 0 ? count == rest : rest > 0 && count > 0 && count % rest == 0;
        if (!fits)
        {
            string wanted = unknown.Length == 0 ? "takes" : "takes a multiple of";
            throw new ParityException(string.Create(CultureInfo.InvariantCulture, $"{file} holds {count} values, but input {input} {wanted} {rest}"));
        }

        long[] shape = [.. input.Shape];
        foreach (int index in unknown)
        {
            shape[index] = count / rest;
        }

        return shape;
    }
}
