using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Onnx;

public sealed class OnnxWriterTests
{
    [Fact]
    public void What_is_written_is_read_back_equal()
    {
        using var folder = new TempFolder();
        ModelProto model = SmallModels.Convolution();
        OnnxWriter.Save(model, folder.File("m.onnx"));
        Assert.Equal(model, OnnxModel.Load(folder.File("m.onnx")).Proto);
        Assert.Equal(["m.onnx"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Weights_go_beside_the_file_on_request_and_come_back_the_same()
    {
        using var folder = new TempFolder();
        ModelProto model = SmallModels.Convolution();
        model.Graph.Initializer[0] = SmallModels.Floats("w", [4, 3, 16, 16]);
        OnnxWriter.Save(new OnnxModel("", model), folder.File("m.onnx"), ExternalDataUse.Always);
        Assert.Equal(["m.onnx", "m.onnx.data"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());

        OnnxModel loaded = OnnxModel.Load(folder.File("m.onnx"));
        TensorProto weight = loaded.Proto.Graph.Initializer[0];
        Assert.True(weight.RawData.IsEmpty);
        Assert.Equal(model.Graph.Initializer[0].RawData.ToByteArray(), TensorReader.ReadBytes(loaded, weight).ToArray());
        // The small bias stays in the message, and the caller's model is as it was.
        Assert.Equal(model.Graph.Initializer[1], loaded.Proto.Graph.Initializer[1]);
        Assert.False(model.Graph.Initializer[0].HasDataLocation);
    }

    [Fact]
    public void External_weights_are_taken_along_to_another_folder_and_into_the_file()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("b"));
        ModelProto model = SmallModels.Convolution();
        model.Graph.Initializer[0] = SmallModels.Floats("w", [4, 3, 16, 16]);
        OnnxWriter.Save(new OnnxModel("", model), folder.File("m.onnx"), ExternalDataUse.Always);
        OnnxWriter.Save(OnnxModel.Load(folder.File("m.onnx")), folder.File("b/n.onnx"), ExternalDataUse.Always);
        OnnxModel copy = OnnxModel.Load(folder.File("b/n.onnx"));
        Assert.Equal("n.onnx.data", copy.Proto.Graph.Initializer[0].ExternalData[0].Value);
        OnnxWriter.Save(copy, folder.File("inline.onnx"), ExternalDataUse.WhenNeeded);
        Assert.Equal(model, OnnxModel.Load(folder.File("inline.onnx")).Proto);
    }

    [Fact]
    public void A_folder_that_is_missing_is_a_one_line_error_and_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        string path = folder.File("no/such/m.onnx");
        OnnxModelException e = Assert.Throws<OnnxModelException>(() => OnnxWriter.Save(SmallModels.Convolution(), path));
        Assert.StartsWith(path + ": cannot be written: ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_disk_that_is_full_leaves_the_old_file_and_no_temporary_one()
    {
        using var folder = new TempFolder();
        string path = folder.File("m.onnx");
        File.WriteAllText(path, "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }
}
