using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class FileShapesTests
{
    private static readonly OnnxModel s_image = File("image");
    private static readonly OnnxModel s_text = File("ids", "mask");

    [Fact]
    public void Each_of_several_files_takes_the_shapes_of_its_own_inputs()
    {
        var shapes = new FileShapes([s_image, s_text], new Dictionary<string, long[]> { ["image"] = [1], ["mask"] = [2], [""] = [3] });
        Assert.Equal(["image", ""], shapes.Of(s_image).Keys);
        Assert.Equal(["mask"], shapes.Of(s_text).Keys);
    }

    [Fact]
    public void A_name_that_no_file_has_is_refused()
    {
        Assert.Contains("imgae: none of the 2 files", Refused("imgae", s_image, s_text), StringComparison.Ordinal);
        Assert.Contains("write NAME:", Refused("", s_text, s_text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_file_judges_its_shapes_itself()
    {
        var given = new Dictionary<string, long[]> { ["imgae"] = [1] };
        Assert.Same(given, new FileShapes([s_image], given).Of(s_image));
    }

    [Fact]
    public void A_file_that_declares_no_inputs_takes_all_that_no_other_file_has_in_their_order()
    {
        var shapes = new FileShapes([s_text], new OrderedDictionary<string, long[]> { ["z"] = [1], ["mask"] = [2], [""] = [3], ["a"] = [4] }, hasOthers: true);
        Assert.Equal(["z", "", "a"], shapes.OfOther.Keys);
        Assert.Equal(["mask"], shapes.Of(s_text).Keys);
    }

    private static string Refused(string name, params OnnxModel[] files)
    {
        return Assert.Throws<UsageException>(() => new FileShapes(files, new Dictionary<string, long[]> { [name] = [1] })).Message;
    }

    private static OnnxModel File(params string[] inputs)
    {
        return new OnnxModel("", Model([.. inputs.Select(static name => Value(name, 1, -1, 4))], [Value("y", 1)], [Node("Relu", [inputs[0]], ["y"])]));
    }
}
