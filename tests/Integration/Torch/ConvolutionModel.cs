using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>x [1,3,8,8] → Conv → BatchNormalization → Relu → y: what freezing folds into one operator.</summary>
internal static class ConvolutionModel
{
    /// <summary>The input.</summary>
    public static TensorSpec Input { get; } = new("x", ElementType.Float32, [1, 3, 8, 8]);

    /// <summary>Writes the model.</summary>
    /// <param name="path">The file.</param>
    public static void Write(string path)
    {
        ModelProto model = SmallModels.Model(
            [SmallModels.Value("x", 1, 1, 3, 8, 8)],
            [SmallModels.Value("y", 1, 1, 4, 8, 8)],
            [
                SmallModels.Node("Conv", ["x", "w", "b"], ["c"], SmallModels.Ints("kernel_shape", 3, 3), SmallModels.Ints("pads", 1, 1, 1, 1)),
                SmallModels.Node("BatchNormalization", ["c", "scale", "shift", "mean", "variance"], ["n"]),
                SmallModels.Node("Relu", ["n"], ["y"]),
            ]);
        model.Graph.Initializer.Add(SmallModels.Floats("w", [4, 3, 3, 3]));
        model.Graph.Initializer.Add(SmallModels.Floats("b", [4]));
        model.Graph.Initializer.Add(SmallModels.Floats("scale", [4], 1f, 0.5f, 2f, 1.5f));
        model.Graph.Initializer.Add(SmallModels.Floats("shift", [4], 0.5f, 1f, -1f, 0f));
        model.Graph.Initializer.Add(SmallModels.Floats("mean", [4], 0.1f, -0.2f, 0.3f, 0f));
        model.Graph.Initializer.Add(SmallModels.Floats("variance", [4], 40f, 60f, 50f, 30f));
        using FileStream stream = File.Create(path);
        model.WriteTo(stream);
    }
}
