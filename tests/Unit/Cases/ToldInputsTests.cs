using InferenceBench.Cases;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Tests.Unit.Cli;
using Xunit;
using TemporaryFolder = InferenceBench.Tests.Unit.Parity.TemporaryFolder;

namespace InferenceBench.Tests.Unit.Cases;

/// <summary>Files that say themselves what they take.</summary>
public sealed class ToldInputsTests : IDisposable
{
    private static readonly FrameworkDescriptor s_engine = new ScriptedFramework("engine").Descriptor with
    {
        ModelExtensions = [".onnx", ".net"],
        ReadsOwnFiles = true,
        FilePrecision = static _ => Precision.Bf16,
    };

    private static readonly ModelFileInput s_image = new(new TensorSpec("image", ElementType.Float16, [-1, 3]), [1, 3], [2, 3], [8, 3]);
    private static readonly ModelFileInput s_table = new(new TensorSpec("table", ElementType.Int32, [7]), [7], [7], [7]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void Names_types_and_shapes_are_the_files_own()
    {
        FrameworkFileModel file = Read([], []);

        Assert.Equal(Precision.Fp16, file.Precision);
        Assert.Equal([2], file.Batches);
        Assert.Equal(["image float16[2,3]", "table int32[7]"], file.Prepare(2).Signature.Inputs.Select(static input => input.ToString()));
    }

    [Fact]
    public void A_batch_that_it_does_not_take_is_told_with_what_it_takes()
    {
        FrameworkFileModel file = Read([1, 8, 9], []);

        Assert.Null(file.WhyNot(1));
        Assert.Null(file.WhyNot(8));
        Assert.Equal("the file takes input 'image' in the shape 1,3 to 8,3, not 9,3", file.WhyNot(9));
    }

    [Fact]
    public void A_given_shape_wins_and_a_wrong_one_is_refused()
    {
        Assert.Equal(["image float16[5,3]", "table int32[7]"], Read([], new() { ["image"] = [5, 3] }).Prepare(5).Signature.Inputs.Select(static input => input.ToString()));
        Assert.Contains("not 9,3", Assert.Throws<UsageException>(() => Read([], new() { ["image"] = [9, 3] })).Message, StringComparison.Ordinal);
        Assert.Contains("it has image, table", Assert.Throws<UsageException>(() => Read([], new() { ["other"] = [9, 3] })).Message, StringComparison.Ordinal);
        Assert.Contains("write NAME:", Assert.Throws<UsageException>(() => Read([], new() { [""] = [2, 3] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_here_is_a_case_that_says_why()
    {
        var file = FrameworkFileModel.Read(
            _folder.Text("x.net", "content"), "x", [], new Dictionary<string, long[]>(), [s_engine], static (_, _) => new ReadAnswer(null, "built for another GPU"));

        Assert.Equal(("built for another GPU", Precision.Bf16), (file.WhyNot(1), file.Precision));
        Assert.Equal([1], file.Batches);
    }

    private FrameworkFileModel Read(int[] batches, Dictionary<string, long[]> shapes)
    {
        return FrameworkFileModel.Read(
            _folder.Text("x.net", "content"), "x", batches, shapes, [s_engine], static (_, _) => new ReadAnswer(new ModelFileFacts([s_image, s_table], Precision.Fp16), null));
    }
}
