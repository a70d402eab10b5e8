using System.Text.Json;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

public sealed class ModelsVerbTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task List_gives_every_model_of_the_catalogue()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "models", "list");

        Assert.Equal(0, exitCode);
        Assert.Equal(ModelCatalogue.Entries.Select(static entry => entry.Id), document.EnumerateArray().Select(static row => row.GetProperty("id").GetString()));
        Assert.All(document.EnumerateArray(), static row =>
            Assert.Equal(["id", "parameters", "macs", "inputShape"], row.EnumerateObject().Select(static property => property.Name)));
    }

    [Fact]
    public async Task Info_has_exactly_the_documented_fields()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "models", "info", "lenet5");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            ["id", "file", "opset", "ir", "producer", "parameters", "macs", "inputs", "outputs", "operators", "uncounted", "sizeBytes"],
            document.EnumerateObject().Select(static property => property.Name));
        Assert.Equal(61706, document.GetProperty("parameters").GetInt64());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("inputs")[0].GetProperty("shape")[0].ValueKind);
    }

    [Fact]
    public async Task Export_fixes_the_batch_and_replaces_the_file()
    {
        string file = Path.Combine(_process.Folder, "net.onnx");
        await File.WriteAllTextAsync(file, "old", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--batch", "4", "--out", file)).ExitCode);
        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "models", "info", file);

        Assert.Equal([4, 1, 32, 32], document.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(static d => d.GetInt64()));
        Assert.Equal(ModelCatalogue.Find("lenet5")!.Macs, document.GetProperty("macs").GetInt64());
    }

    [Fact]
    public async Task A_file_with_external_data_is_exported_whole()
    {
        string source = Path.Combine(SourceTree.Root, "tests", "Unit", "Data", "models", "exports", "resnet_tiny_external_data.onnx");
        string file = Path.Combine(_process.Folder, "net.onnx");

        Assert.Equal(0, (await _process.RunAsync(SuiteProcess.Real, "models", "export", source, "--out", file)).ExitCode);

        Assert.Equal(["net.onnx"], Directory.GetFiles(_process.Folder).Select(Path.GetFileName));
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "parity", "--model-file", file, "--reference-file", source);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Fact]
    public async Task An_operator_that_nobody_knows_is_uncounted_and_no_error()
    {
        ModelProto proto = ModelCatalogue.Find("lenet5")!.Build(1);
        proto.Graph.Node[1].OpType = "Whatever";
        string file = Save(proto);

        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "models", "info", file);

        Assert.Equal(0, exitCode);
        Assert.Contains("Whatever", document.GetProperty("uncounted").EnumerateArray().Select(static name => name.GetString()));
    }

    [Theory]
    [InlineData("resnet5", "did you mean resnet50")]
    [InlineData("/no/such/net.onnx", "no such file")]
    [InlineData("/", "models looks into ONNX files, and model folders are run as they are")]
    public async Task A_name_that_is_no_model_is_refused(string name, string message)
    {
        Assert.Contains(message, await _process.RefuseAsync("models", "info", name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "savedmodel", "no such format; write onnx or torchscript or graphdef")]
    [InlineData("--format", "tflite", "no such format; write onnx or torchscript")]
    [InlineData("--batch", "0", "not a batch size")]
    [InlineData("--seed", "-1", "not a seed")]
    [InlineData("--input-shape", "1,1,32,32", "an ONNX file keeps its dynamic dimensions")]
    public async Task An_export_that_cannot_be_done_is_refused(string option, string value, string message)
    {
        Assert.Contains(message, await _process.RefuseAsync("models", "export", "lenet5", "--out", "net.onnx", option, value), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_process.Folder, "net.onnx")));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_its_name()
    {
        byte[] whole = await File.ReadAllBytesAsync(Save(ModelCatalogue.Find("lenet5")!.Build(1)), TestContext.Current.CancellationToken);
        var random = new Random(20);
        byte[] noise = new byte[5000];
        random.NextBytes(noise);
        byte[][] damaged = [[], noise, .. Enumerable.Range(0, 4).Select(_ => whole[..random.Next(1, whole.Length)])];
        for (int i = 0; i < damaged.Length; i++)
        {
            string file = Path.Combine(_process.Folder, $"damaged{i}.onnx");
            await File.WriteAllBytesAsync(file, damaged[i], TestContext.Current.CancellationToken);

            string line = await _process.RefuseAsync("models", "info", file);

            Assert.Contains(file, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_model_that_cannot_be_right_is_refused_with_its_name()
    {
        ModelProto missing = ModelCatalogue.Find("lenet5")!.Build(1);
        missing.Graph.Initializer.RemoveAt(0);
        ModelProto negative = ModelCatalogue.Find("lenet5")!.Build(1);
        negative.Graph.Initializer[0].Dims[0] = -1;
        ModelProto huge = ModelCatalogue.Find("lenet5")!.Build(1);
        huge.Graph.Initializer[0].Dims[0] = 1L << 58;
        ModelProto cyclic = ModelCatalogue.Find("lenet5")!.Build(1);
        cyclic.Graph.Node[0].Input[0] = cyclic.Graph.Node[^1].Output[0];
        ModelProto outside = ModelCatalogue.Find("lenet5")!.Build(1);
        TensorProto tensor = outside.Graph.Initializer[0];
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../etc/passwd" });
        foreach (ModelProto proto in new[] { missing, negative, huge, cyclic, outside })
        {
            string file = Path.Combine(_process.Folder, "net.onnx");
            await using (FileStream stream = File.Create(file))
            {
                Google.Protobuf.MessageExtensions.WriteTo(proto, stream);
            }

            Assert.Contains(file, await _process.RefuseAsync("models", "info", file), StringComparison.Ordinal);
        }
    }

    private string Save(ModelProto proto)
    {
        string file = Path.Combine(_process.Folder, "saved.onnx");
        OnnxWriter.Save(proto, file);
        return file;
    }
}
