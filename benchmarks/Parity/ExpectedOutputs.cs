using System.Globalization;

namespace InferenceBench.Parity;

/// <summary>Expected outputs in one raw float32 file: the first output alone, or all of them one after the other.</summary>
internal static class ExpectedOutputs
{
    /// <summary>Reads the file as what it must be by its length.</summary>
    /// <param name="file">The file.</param>
    /// <param name="actual">The outputs to compare; those that the file says nothing of are taken out.</param>
    /// <exception cref="ParityException">The file is missing or its length fits neither.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<OutputValues> Read(string file, ref IReadOnlyList<OutputValues> actual)
    {
        double[] values = RawValues.Read(file);
        if (actual.Count > 0 && values.Length == actual[0].Values.Length)
        {
            actual = [actual[0]];
        }
        else if (values.Length != actual.Sum(static output => output.Values.Length))
        {
            string outputs = string.Join(", ", actual.Select(static output => string.Create(CultureInfo.InvariantCulture, $"'{output.Name}' has {output.Values.Length}")));
            throw new ParityException(string.Create(CultureInfo.InvariantCulture, $"{file} holds {values.Length} values, but output {outputs}"));
        }

        var expected = new List<OutputValues>();
        int offset = 0;
        foreach (OutputValues output in actual)
        {
            expected.Add(output with { Values = values[offset..(offset + output.Values.Length)] });
            offset += output.Values.Length;
        }

        return expected;
    }
}
