using System.Diagnostics;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Integration.Catalogue;

/// <summary>The official checker of the ONNX project, as Debian's python3-onnx has it.</summary>
public sealed class OnnxCheckerTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> s_isInstalled = new(static () => File.Exists(Python) && RunPython("import onnx").ExitCode == 0);

    public static TheoryData<string> Ids => [.. ModelCatalogue.Entries.Select(static entry => entry.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_exported_model_passes_the_checker_with_its_shape_inference(string id)
    {
        Assert.SkipUnless(s_isInstalled.Value, $"{Python} has no module onnx: apt-get install python3-onnx");
        using var folder = new ScratchFolder();
        string path = folder.File(id + ".onnx");
        OnnxWriter.Save(ModelCatalogue.Find(id)!.Build(ModelCatalogue.DefaultSeed), path);

        (int exitCode, string errors) = RunPython("import onnx, sys; onnx.checker.check_model(sys.argv[1], full_check=True)", path);

        Assert.True(exitCode == 0, errors);
    }

    [Fact]
    public void The_checker_refuses_a_broken_model()
    {
        Assert.SkipUnless(s_isInstalled.Value, $"{Python} has no module onnx: apt-get install python3-onnx");
        using var folder = new ScratchFolder();
        string path = folder.File("broken.onnx");
        ModelProto model = ModelCatalogue.Find("lenet5")!.Build(1);
        model.Graph.Node[0].OpType = "Convolution";
        OnnxWriter.Save(model, path);

        Assert.NotEqual(0, RunPython("import onnx, sys; onnx.checker.check_model(sys.argv[1], full_check=True)", path).ExitCode);
    }

    private static (int ExitCode, string Errors) RunPython(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
