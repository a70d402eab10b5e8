using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Tests.Integration.Nodes;

/// <summary>ONNX's own node tests (Debian: libonnx-testdata) as a folder for <c>parity --suite</c>: one float32 input, the others frozen as initializers.</summary>
internal static class NodeTestSuite
{
    /// <summary>Where Debian puts the tests.</summary>
    public const string Source = "/usr/share/libonnx-testdata/data/node";

    /// <summary>Writes the tests of opset 7 to 21 whose first input and output are float32.</summary>
    /// <param name="directory">An empty folder; gets NAME.onnx, NAME.in.f32 and NAME.out.f32, which holds the first output.</param>
    /// <returns>The number of tests.</returns>
    public static int Write(string directory)
    {
        int count = 0;
        foreach (string test in Directory.GetDirectories(Source).Order(StringComparer.Ordinal))
        {
            ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(test, "model.onnx")));
            if (IsOfOpset(model) && model.Graph.Input.Count > 0 && IsFloat(model.Graph.Input[0]) && IsFloat(model.Graph.Output[0]))
            {
                Write(model, Path.Combine(test, "test_data_set_0"), Path.Combine(directory, Path.GetFileName(test)));
                count++;
            }
        }

        return count;
    }

    private static bool IsOfOpset(ModelProto model)
    {
        return model.OpsetImport.Any(static opset => opset.Domain is "" or "ai.onnx" && opset.Version is >= 7 and <= 21);
    }

    private static bool IsFloat(ValueInfoProto value)
    {
        return value.Type?.TensorType is { ElemType: (int)ElementType.Float32 };
    }

    private static void Write(ModelProto model, string data, string stem)
    {
        for (int i = model.Graph.Input.Count - 1; i > 0; i--)
        {
            TensorProto tensor = Read(data, $"input_{i}.pb");
            tensor.Name = model.Graph.Input[i].Name;
            model.Graph.Initializer.Add(tensor);
            model.Graph.Input.RemoveAt(i);
        }

        File.WriteAllBytes(stem + ".onnx", model.ToByteArray());
        File.WriteAllBytes(stem + ".in.f32", Elements(Read(data, "input_0.pb")));
        File.WriteAllBytes(stem + ".out.f32", Elements(Read(data, "output_0.pb")));
    }

    private static TensorProto Read(string data, string file)
    {
        return TensorProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(data, file)));
    }

    private static byte[] Elements(TensorProto tensor)
    {
        return TensorReader.ReadBytes(new OnnxModel("", new ModelProto()), tensor).ToArray();
    }
}
