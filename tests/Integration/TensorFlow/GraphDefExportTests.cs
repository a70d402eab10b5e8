using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Frameworks.TensorFlow.Sessions;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.TensorFlow.Engine;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow;

/// <summary><c>models export --format graphdef</c>: a file that TensorFlow itself imports and runs.</summary>
[Collection(TensorFlowGroup.Name)]
public sealed class GraphDefExportTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public GraphDefExportTests()
    {
        TensorFlowProcess.Prepare();
        TensorFlowGroup.SkipWithoutTensorFlow();
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task The_file_holds_the_weights_and_gives_the_models_results_under_their_names()
    {
        string file = Path.Combine(_process.Folder, "lenet5.pb");
        ScriptProcess export = await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--format", "graphdef", "--batch", "2", "--out", file);
        Assert.True(export.ExitCode == 0, export.Error);

        string onnx = Path.Combine(_process.Folder, "lenet5.onnx");
        OnnxWriter.Save(ModelCatalogue.Find("lenet5")!.Build(ModelCatalogue.DefaultSeed), onnx);
        TensorSpec input = new("input", ElementType.Float32, [2, 1, 32, 32]);
        var request = new OpenRequest(onnx, [input], [], Device.Cpu, "cpu", TensorFlowVariants.Graph, Precision.Fp32, Threads: 1, new Dictionary<string, string>());
        using IInferenceSession session = new TensorFlowFramework().Open(request);
        string output = Assert.Single(session.Outputs).Name;
        TensorFlowProgram exported = new(
            GraphDef.Parser.ParseFrom(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), ["input"], [output], [input], session.Outputs);
        using var model = new NativeModel(ModelOpener.Open(exported, SessionConfig.Create(request, new TensorFlowOptions())));
        using var outputs = new SessionOutputs(model.Outputs);

        byte[] image = MemoryMarshal.AsBytes<float>([.. Enumerable.Range(0, 2 * 32 * 32).Select(static i => MathF.Sin(i))]).ToArray();
        session.SetInput(0, image);
        session.Run();
        image.CopyTo(model.InputOf(0));
        model.Run();
        outputs.Take(model);
        model.Release();

        float[] expected = [.. MemoryMarshal.Cast<byte, float>(session.GetOutput(0))];
        float[] actual = [.. MemoryMarshal.Cast<byte, float>(outputs.Read(0))];
        Assert.Equal(20, expected.Length);
        Assert.Contains(expected, static value => MathF.Abs(value) > 0.01f);
        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }
}
