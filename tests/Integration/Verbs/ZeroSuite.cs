using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Tests.Integration.Verbs;

/// <summary>A suite of small models whose expected outputs are all zero, as the stand-ins compute them.</summary>
internal static class ZeroSuite
{
    private const int InputBytes = 32 * 32 * sizeof(float);
    private const int OutputBytes = 10 * sizeof(float);

    /// <summary>Writes a suite.</summary>
    public static string Create(string directory, params string[] names)
    {
        Directory.CreateDirectory(directory);
        ModelProto proto = ModelCatalogue.Find("lenet5")!.Build(1);
        foreach (string name in names)
        {
            OnnxWriter.Save(proto, Path.Combine(directory, name + ".onnx"));
            File.WriteAllBytes(Path.Combine(directory, name + ".in.f32"), new byte[InputBytes]);
            File.WriteAllBytes(Path.Combine(directory, name + ".out.f32"), new byte[OutputBytes]);
        }

        return directory;
    }
}
