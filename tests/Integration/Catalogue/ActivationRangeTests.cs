using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using InferenceBench.Models;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Integration.Catalogue;

/// <summary>Every value of every catalogue model, read out of ONNX Runtime: seeded nets must cost what trained ones cost, and compare as well.</summary>
public sealed class ActivationRangeTests
{
    private static readonly OnnxRuntimeFramework s_framework = new();

    public ActivationRangeTests()
    {
        FrameworkProbe probe = s_framework.Probe();
        Assert.SkipUnless(probe.Availability.IsAvailable, probe.Availability.Reason ?? string.Empty);
    }

    public static TheoryData<string> Ids => [.. ModelCatalogue.Entries.Select(static entry => entry.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Activations_stay_in_range_and_logits_apart(string id)
    {
        CatalogueEntry entry = ModelCatalogue.Find(id)!;
        ModelProto model = entry.Build(ModelCatalogue.DefaultSeed);
        NodeProto[] nodes = [.. model.Graph.Node.Where(static node => node.OpType != "Constant")];
        model.Graph.Output.Add(nodes.SkipLast(1).Select(static node => new ValueInfoProto { Name = node.Output[0] }));
        string logits = nodes[^1].OpType == "Softmax" ? nodes[^1].Input[0] : nodes[^1].Output[0];
        using var folder = new ScratchFolder();
        string path = folder.File(id + ".onnx");
        OnnxWriter.Save(model, path);

        foreach (int batch in (int[])[1, 2])
        {
            Dictionary<string, float[]> values = Run(entry, path, batch, seed: 1);
            Assert.All(nodes.Where(static node => node.OpType is "Conv" or "Gemm" or "BatchNormalization" or "Add"), node =>
                Assert.InRange(StandardDeviation(values[node.Output[0]]), 0.1, 10));
            Assert.All(values[logits].Chunk(values[logits].Length / batch), AssertNotNearTied);
            AssertFollowsInput(values[logits], Run(entry, path, batch, seed: 2)[logits]);
        }
    }

    private static Dictionary<string, float[]> Run(CatalogueEntry entry, string path, int batch, ulong seed)
    {
        var input = new TensorSpec("input", ElementType.Float32, [batch, .. entry.InputShape.Skip(1)]);
        var request = new OpenRequest(
            path, [input], [], Device.Cpu, "cpu", "default", Precision.Fp32, Environment.ProcessorCount, new Dictionary<string, string>());
        using IInferenceSession session = s_framework.Open(request);
        session.SetInput(0, SeededInputs.Create(input, 0, seed, entry.InputRange));
        session.Run();
        return Enumerable.Range(0, session.Outputs.Count).ToDictionary(
            index => session.Outputs[index].Name, index => MemoryMarshal.Cast<byte, float>(session.GetOutput(index)).ToArray());
    }

    /// <summary>Rounding moves logits by a millionth of their spread, half precision by about a thousandth.</summary>
    private static void AssertNotNearTied(float[] logits)
    {
        float[] best = [.. logits.OrderDescending().Take(2)];
        Assert.True(best[0] - best[1] > 0.005 * StandardDeviation(logits), $"the best logits are {best[0]} and {best[1]}");
    }

    /// <summary>A net whose output hardly depends on its input would hide a wrong input from every comparison.</summary>
    private static void AssertFollowsInput(float[] logits, float[] others)
    {
        double difference = logits.Zip(others).Sum(static pair => Math.Pow(pair.First - pair.Second, 2));
        Assert.InRange(Math.Sqrt(difference / logits.Sum(static value => value * value)), 0.01, 2);
    }

    private static double StandardDeviation(float[] values)
    {
        double mean = values.Average(static value => (double)value);
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
