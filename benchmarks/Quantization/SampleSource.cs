using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models;

namespace InferenceBench.Quantization;

/// <summary>Input values for a number of inferences: from a file, or seeded.</summary>
/// <param name="File">File of raw float32: sample after sample, in each input after input; null gets seeded values.</param>
/// <param name="First">Index of the first sample.</param>
/// <param name="Count">Number of samples.</param>
/// <param name="Seed">Seed of seeded values.</param>
/// <param name="Range">Range of seeded floating-point values.</param>
internal sealed record SampleSource(string? File, int First, int Count, ulong Seed, InputRange Range)
{
    // 2^64 divided by the golden ratio.
    private const ulong SeedStride = 0x9E3779B97F4A7C15;

    /// <summary>Feeds every sample to sessions, one sample at a time.</summary>
    /// <param name="sessions">Sessions with the same inputs.</param>
    /// <param name="run">Called with the index of each sample and the elements of its inputs, after they are set.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Feed(IReadOnlyList<IInferenceSession> sessions, Action<int, IReadOnlyList<byte[]>> run)
    {
        IReadOnlyList<TensorSpec> inputs = sessions[0].Inputs;
        using FileStream? stream = File is null ? null : System.IO.File.OpenRead(File);
        if (stream is not null)
        {
            stream.Position = First * inputs.Sum(static input => input.SizeBytes);
        }

        var elements = new byte[inputs.Count][];
        for (int sample = First; sample < First + Count; sample++)
        {
            for (int i = 0; i < inputs.Count; i++)
            {
                elements[i] = stream is null ? SeededInputs.Create(inputs[i], i, SeedOf(sample), Range) : Read(stream, inputs[i]);
                foreach (IInferenceSession session in sessions)
                {
                    session.SetInput(i, elements[i]);
                }
            }

            run(sample, elements);
        }
    }

    // Far apart for each seed: were they neighbours, the samples of seed 2 would be those of seed 1 but for one.
    private ulong SeedOf(int sample)
    {
        return unchecked((Seed * SeedStride) + (ulong)sample);
    }

    private static byte[] Read(FileStream stream, TensorSpec input)
    {
        var values = new byte[input.SizeBytes];
        stream.ReadExactly(values);
        return MemoryMarshal.Cast<byte, float>(values).ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            ? throw new IOException($"{stream.Name} holds NaN or infinity in the sample before byte {stream.Position}: write it again from valid inputs")
            : values;
    }
}
