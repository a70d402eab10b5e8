using Google.Protobuf;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Onnx;

public sealed class ExternalDataTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public ExternalDataTests()
    {
        Directory.CreateDirectory(_folder.File("model/weights"));
        File.WriteAllBytes(_folder.File("outside.data"), new byte[432]);
        File.WriteAllBytes(_folder.File("model/inside.data"), new byte[432]);
        File.WriteAllBytes(_folder.File("model/weights/w.data"), new byte[1000]);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData("inside.data", null, null)]
    [InlineData("inside.data", "0", "432")]
    [InlineData("weights/w.data", "568", null)]
    [InlineData("./weights/w.data", "100", "432")]
    public void Data_inside_the_folder_is_accepted_and_counts_to_the_size(string location, string? offset, string? length)
    {
        OnnxModel model = OnnxModel.Load(Write(location, offset, length));
        Assert.Equal(432, TensorReader.ReadBytes(model, model.Proto.Graph.Initializer[0]).Length);
        ModelInfo info = ModelInfo.Of(model, null, new Dictionary<string, long[]>());
        Assert.Equal(new FileInfo(model.Path).Length + new FileInfo(_folder.File("model/" + location)).Length, info.SizeBytes);
    }

    [Theory]
    [InlineData("missing.data", null, null, "which is not beside the model")]
    [InlineData("../outside.data", null, null, "outside the model's folder: refused")]
    [InlineData("weights/../../outside.data", null, null, "outside the model's folder: refused")]
    [InlineData("weights\\..\\..\\outside.data", null, null, "outside the model's folder: refused")]
    [InlineData("/etc/hostname", null, null, "outside the model's folder: refused")]
    [InlineData("C:\\data.bin", null, null, "outside the model's folder: refused")]
    [InlineData("", null, null, "without a location")]
    [InlineData("weights", null, null, "which is not beside the model")]
    [InlineData("inside.data", "1", null, "wants bytes 1 to 433 of 'inside.data', which has 432")]
    [InlineData("inside.data", "9223372036854775807", null, "which has 432")]
    [InlineData("inside.data", "-1", null, "offset '-1', which is no number of bytes")]
    [InlineData("inside.data", "0", "431", "needs 432 bytes and holds 431")]
    public void Data_elsewhere_or_too_short_is_refused(string location, string? offset, string? length, string reason)
    {
        Refused(Write(location, offset, length), reason);
    }

    [Fact]
    public void A_file_without_content_is_refused_unopened_even_for_a_tensor_of_nothing()
    {
        // As a pipe is, which would wait for a writer.
        File.WriteAllBytes(_folder.File("model/nothing.data"), []);
        ModelProto model = Convolution();
        var nothing = new TensorProto
        {
            Name = "nothing",
            DataType = 1,
            Dims = { 0 },
            DataLocation = TensorProto.Types.DataLocation.External,
            ExternalData = { new StringStringEntryProto { Key = "location", Value = "nothing.data" } },
        };
        model.Graph.Initializer.Add(nothing);
        string path = _folder.File("model/m.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        Refused(path, "'nothing.data', which is empty or no regular file");
    }

    [Fact]
    public void A_link_to_a_file_outside_is_refused()
    {
        File.CreateSymbolicLink(_folder.File("model/link.data"), "../outside.data");
        Refused(Write("link.data"), "a link to a place outside the model's folder: refused");
    }

    [Fact]
    public void A_link_to_a_folder_outside_is_refused()
    {
        Directory.CreateSymbolicLink(_folder.File("model/linked"), _folder.Path);
        Refused(Write("linked/outside.data"), "a link to a place outside the model's folder: refused");
    }

    [Fact]
    public void A_link_that_points_to_itself_is_refused()
    {
        File.CreateSymbolicLink(_folder.File("model/loop.data"), "loop.data");
        Refused(Write("loop.data"), "too many symbolic links");
    }

    [Fact]
    public void A_link_within_the_folder_is_accepted()
    {
        File.CreateSymbolicLink(_folder.File("model/link.data"), "inside.data");
        Assert.NotNull(OnnxModel.Load(Write("link.data")));
    }

    [Fact]
    public void A_download_cache_of_links_into_one_folder_is_accepted()
    {
        string blob = Write("inside.data");
        Directory.CreateDirectory(_folder.File("snapshot"));
        File.CreateSymbolicLink(_folder.File("snapshot/m.onnx"), blob);
        File.CreateSymbolicLink(_folder.File("snapshot/inside.data"), _folder.File("model/inside.data"));
        Assert.NotNull(OnnxModel.Load(_folder.File("snapshot/m.onnx")));
    }

    [Fact]
    public void Data_that_goes_after_reading_is_a_one_line_error()
    {
        OnnxModel model = OnnxModel.Load(Write("inside.data"));
        File.Delete(_folder.File("model/inside.data"));
        Assert.Throws<OnnxModelException>(() => TensorReader.ReadBytes(model, model.Proto.Graph.Initializer[0]));
        Assert.Throws<OnnxModelException>(() => ModelInfo.Of(model, null, new Dictionary<string, long[]>()));
    }

    private string Write(string location, string? offset = null, string? length = null)
    {
        ModelProto model = Convolution();
        var weight = new TensorProto { Name = "w", DataType = 1, Dims = { 4, 3, 3, 3 }, DataLocation = TensorProto.Types.DataLocation.External };
        foreach ((string key, string? value) in (ReadOnlySpan<(string, string?)>)[("location", location), ("offset", offset), ("length", length)])
        {
            if (value is not null)
            {
                weight.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
            }
        }

        model.Graph.Initializer[0] = weight;
        string path = _folder.File("model/m.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    private static void Refused(string path, string reason)
    {
        OnnxModelException e = Assert.Throws<OnnxModelException>(() => OnnxModel.Load(path));
        Assert.StartsWith(path + ": ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
