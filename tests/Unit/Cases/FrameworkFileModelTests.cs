using InferenceBench.Cases;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Tests.Unit.Cli;
using Xunit;
using TemporaryFolder = InferenceBench.Tests.Unit.Parity.TemporaryFolder;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class FrameworkFileModelTests : IDisposable
{
    private static readonly FrameworkDescriptor s_engine = new ScriptedFramework("engine").Descriptor with
    {
        ModelExtensions = [".onnx", ".net"],
        FileProblem = static path => File.ReadAllText(path).Length == 0 ? "it is empty" : null,
    };

    private readonly Parity.TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void Inputs_are_float32_in_the_order_of_their_shapes()
    {
        FrameworkFileModel file = Read([], "z:2,3,8,8", "a:2,5");

        Assert.Equal(("net", ".net", Precision.Fp32, typeof(FrameworkFileBenchmarks)), (file.Name, file.Extension, file.Precision, file.Benchmark));
        Assert.Equal([2], file.Batches);
        PreparedModel prepared = file.Prepare(2);
        Assert.Equal(["z float32[2,3,8,8]", "a float32[2,5]"], prepared.Signature.Inputs.Select(static input => input.ToString()));
        Assert.Empty(prepared.Signature.Outputs);
        Assert.Null(prepared.Macs);
    }

    [Fact]
    public void A_batch_replaces_the_first_dimension_of_the_inputs_that_have_it()
    {
        FrameworkFileModel file = Read([1, 4], "2,3,8,8", "table:7,5");

        Assert.Equal([1, 4], file.Batches);
        Assert.Equal(["input float32[4,3,8,8]", "table float32[7,5]"], file.Prepare(4).Signature.Inputs.Select(static input => input.ToString()));
        Assert.Equal(4, file.Prepare(4).Signature.Batch);
    }

    [Fact]
    public void Without_shapes_the_message_says_what_to_write()
    {
        Assert.Contains("--input-shape 1,3,224,224", Assert.Throws<UsageException>(() => Read([])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.net", "missing.net: no such file")]
    [InlineData("empty.net", "empty.net: it is empty")]
    public void A_bad_file_is_refused_with_its_name(string name, string message)
    {
        _folder.Text("empty.net", "");

        var e = Assert.Throws<UsageException>(() => FrameworkFileModel.Read(Path.Combine(_folder.Root, name), "x", [], Shapes("1,3"), [s_engine], NobodyAsks));

        Assert.EndsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_too_large_for_memory_is_refused_and_a_batch_that_makes_it_so_is_skipped()
    {
        Assert.Contains("2 GiB", Assert.Throws<UsageException>(() => Read([], "1,100000,100000")).Message, StringComparison.Ordinal);
        FrameworkFileModel file = Read([1, 10000], "1,1000,1000");
        Assert.Null(file.WhyNot(1));
        Assert.Contains("input float32[10000,1000,1000] would take 2 GiB", file.WhyNot(10000), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.net", true)]
    [InlineData("a.NET", true)]
    [InlineData("a.onnx", false)]
    [InlineData("a.bin", false)]
    public void What_no_framework_claims_for_its_own_is_taken_for_ONNX(string path, bool isOwn)
    {
        Assert.Equal(isOwn, ModelExtension.IsOwn(path, [s_engine]));
    }

    [Fact]
    public void What_a_file_tells_of_its_inputs_needs_no_shapes_and_its_free_first_dimension_is_the_batch()
    {
        FrameworkFileModel file = ReadTelling([1, 4]);

        Assert.Equal(["image uint8[4,8,8,3]", "scale float32[]"], file.Prepare(4).Signature.Inputs.Select(static input => input.ToString()));
        Assert.Equal([1], ReadTelling([]).Batches);
    }

    [Fact]
    public void A_shape_goes_to_the_input_of_its_name()
    {
        Assert.Equal("image uint8[2,8,8,3]", ReadTelling([], "image:2,8,8,3").Prepare(2).Signature.Inputs[0].ToString());
    }

    [Theory]
    [InlineData("picture:1,8,8,3", "--input-shape picture: ", "has no such input; it has image, scale")]
    [InlineData("image:1,9,8,3", "--input-shape: ", "the file takes input 'image' in the shape ?,8,8,3, not 1,9,8,3")]
    public void A_shape_that_the_file_does_not_take_is_refused_with_what_it_takes(string shape, string start, string end)
    {
        string message = Assert.Throws<UsageException>(() => ReadTelling([], shape)).Message;

        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.EndsWith(end, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_dimension_that_is_no_batch_has_to_be_given()
    {
        ModelFileInput open = new(new TensorSpec("image", ElementType.Float32, [-1, -1, 3]), [1, 1, 3], [1, -1, 3], [long.MaxValue, long.MaxValue, 3]);

        Assert.EndsWith("--input-shape image:1,1,3", Assert.Throws<UsageException>(() => ReadTelling(open, [])).Message, StringComparison.Ordinal);
    }

    private FrameworkFileModel ReadTelling(int[] batches, params string[] shapes)
    {
        return ReadTelling(new ModelFileInput(new TensorSpec("image", ElementType.UInt8, [-1, 8, 8, 3]), [1, 8, 8, 3], [1, 8, 8, 3], [long.MaxValue, 8, 8, 3]), batches, shapes);
    }

    private FrameworkFileModel ReadTelling(ModelFileInput image, int[] batches, params string[] shapes)
    {
        ModelFileFacts facts = new([image, new ModelFileInput(new TensorSpec("scale", ElementType.Float32, []), [], [], [])], Precision.Fp32);
        return FrameworkFileModel.Read(
            _folder.Text("net.net", "content"), "net", batches, Shapes(shapes), [s_engine with { ReadsOwnFiles = true }], (_, _) => new ReadAnswer(facts, null));
    }

    private FrameworkFileModel Read(int[] batches, params string[] shapes)
    {
        return FrameworkFileModel.Read(_folder.Text("net.net", "content"), "net", batches, Shapes(shapes), [s_engine], NobodyAsks);
    }

    private static IReadOnlyDictionary<string, long[]> Shapes(params string[] shapes)
    {
        return InputShapeParser.Parse(shapes);
    }

    private static ReadAnswer NobodyAsks(FrameworkDescriptor framework, string path)
    {
        throw new InvalidOperationException($"{framework.Id} was asked for {path}");
    }
}
