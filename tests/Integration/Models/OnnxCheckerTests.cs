using System.Diagnostics;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Integration.Models;

/// <summary>The official ONNX checker (Debian: python3-onnx) over what we write.</summary>
public sealed class OnnxCheckerTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData(ExternalDataUse.WhenNeeded)]
    [InlineData(ExternalDataUse.Always)]
    public void The_official_checker_accepts_what_the_writer_writes(ExternalDataUse use)
    {
        Assert.SkipUnless(File.Exists(Python) && Run("import onnx").ExitCode == 0, "the official ONNX checker is not installed: apt install python3-onnx");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("inferencebench-");
        try
        {
            string path = Path.Combine(folder.FullName, "model.onnx");
            OnnxWriter.Save(new OnnxModel("", HandMade()), path, use);
            Assert.Equal(use == ExternalDataUse.Always, File.Exists(path + ".data"));
            (int exitCode, string error) = Run($"import onnx; onnx.checker.check_model('{path}', full_check=True)");
            Assert.True(exitCode == 0, error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ModelProto HandMade()
    {
        var model = new ModelProto { IrVersion = 8, ProducerName = "tests", OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } } };
        model.Graph = new GraphProto { Name = "g", Input = { Image("x", 3) }, Output = { Image("y", 16) } };
        model.Graph.Initializer.Add(new TensorProto
        {
            Name = "w",
            DataType = 1,
            Dims = { 16, 3, 3, 3 },
            RawData = Google.Protobuf.ByteString.CopyFrom(new byte[16 * 27 * sizeof(float)]),
        });
        model.Graph.Node.Add(new NodeProto
        {
            OpType = "Conv",
            Input = { "x", "w" },
            Output = { "y" },
            Attribute = { new AttributeProto { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1, 1, 1, 1 } } },
        });
        return model;
    }

    private static ValueInfoProto Image(string name, long channels)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        foreach (long size in (long[])[channels, 8, 8])
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } } };
    }

    private static (int ExitCode, string Error) Run(string code)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", code]) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
