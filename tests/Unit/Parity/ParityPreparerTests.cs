using InferenceBench.Contracts;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class ParityPreparerTests : IDisposable
{
    private const int SampleLength = 32 * 32;
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public ParityPreparerTests()
    {
        _model = Path.Combine(_folder.Root, "lenet5.onnx");
        OnnxWriter.Save(ModelCatalogue.Find("lenet5")!.Build(1), _model);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void The_length_of_the_input_fixes_a_dynamic_batch()
    {
        string input = _folder.Raw("x.in.f32", 3 * SampleLength);

        PreparedParity prepared = Prepare(new ParityTask(_model, "lenet5") { InputFiles = [input] });

        Assert.Equal(3, prepared.Signature.Batch);
        Assert.Equal([3, 1, 32, 32], prepared.Signature.Inputs[0].Shape);
        Assert.Equal(input, Assert.Single(prepared.InputFiles));
    }

    [Fact]
    public void Without_an_input_file_values_are_seeded_at_batch_1()
    {
        PreparedParity prepared = Prepare(new ParityTask(_model, "lenet5"));

        Assert.Equal(1, prepared.Signature.Batch);
        Assert.Null(Assert.Single(prepared.InputFiles));
    }

    [Fact]
    public void A_given_shape_must_fit_the_length()
    {
        var task = new ParityTask(_model, "lenet5")
        {
            InputFiles = [_folder.Raw("x.in.f32", 3 * SampleLength)],
            InputShapes = new Dictionary<string, long[]> { [""] = [2, 1, 32, 32] },
        };

        var e = Assert.Throws<ParityException>(() => Prepare(task));
        Assert.Contains("holds 3072 values", e.Message, StringComparison.Ordinal);
        Assert.Contains("takes 2048", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_of_another_rank_fails_this_file_alone()
    {
        var task = new ParityTask(_model, "lenet5") { InputShapes = new Dictionary<string, long[]> { [""] = [1, 1024] } };

        Assert.Throws<ParityException>(() => Prepare(task));
    }

    [Fact]
    public void Half_precision_inputs_are_converted_from_float32()
    {
        OnnxModel model = OnnxModel.Load(_model);
        model.Proto.Graph.Input[0].Type.TensorType.ElemType = (int)ElementType.Float16;
        OnnxWriter.Save(model, _model, ExternalDataUse.WhenNeeded);

        PreparedParity prepared = Prepare(new ParityTask(_model, "lenet5") { InputFiles = [_folder.Raw("x.in.f32", SampleLength)] });

        byte[] converted = File.ReadAllBytes(Assert.Single(prepared.InputFiles)!);
        Assert.Equal(SampleLength * 2, converted.Length);
        Assert.Equal(1023, Elements.ToDoubles(converted, ElementType.Float16)[^1]);
    }

    [Fact]
    public void More_input_files_than_inputs_are_refused()
    {
        string file = _folder.Raw("x.in.f32", SampleLength);

        Assert.StartsWith(
            "2 input files are given, but the model has 1 inputs",
            Assert.Throws<ParityException>(() => Prepare(new ParityTask(_model, "lenet5") { InputFiles = [file, file] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_file_needs_its_shape()
    {
        string file = _folder.Text("net.pt", "");
        string input = _folder.Raw("net.in.f32", 4);
        var task = new ParityTask(file, "net") { InputFiles = [input] };

        Assert.Throws<ParityException>(() => Prepare(task));
        PreparedParity prepared = Prepare(task with { InputShapes = new Dictionary<string, long[]> { [""] = [2, 2] } });
        Assert.Equal((2, Precision.Fp32), (prepared.Signature.Batch, prepared.Signature.Precision));
    }

    [Fact]
    public void A_foreign_file_of_several_inputs_takes_them_in_the_order_of_their_shapes()
    {
        var task = new ParityTask(_folder.Text("net.pt", ""), "net")
        {
            InputFiles = [_folder.Raw("z.f32", 4)],
            InputShapes = new OrderedDictionary<string, long[]> { ["z"] = [2, 2], ["a"] = [2, 5] },
        };

        PreparedParity prepared = Prepare(task);

        Assert.Equal(["z float32[2,2]", "a float32[2,5]"], prepared.Signature.Inputs.Select(static input => input.ToString()));
        Assert.Equal([task.InputFiles[0], null], prepared.InputFiles);
    }

    [Fact]
    public void A_dimension_of_a_foreign_file_that_is_not_given_follows_from_the_length()
    {
        var task = new ParityTask(_folder.Text("net.pt", ""), "net") { InputShapes = new Dictionary<string, long[]> { [""] = [-1, 4] } };

        Assert.Equal([3, 4], Prepare(task with { InputFiles = [_folder.Raw("x.f32", 12)] }).Signature.Inputs[0].Shape);
        Assert.Contains("cannot be fed", Assert.Throws<ParityException>(() => Prepare(task)).Message, StringComparison.Ordinal);
    }

    private PreparedParity Prepare(ParityTask task)
    {
        return new ParityPreparer(_folder.Root).Prepare(task, []);
    }
}
