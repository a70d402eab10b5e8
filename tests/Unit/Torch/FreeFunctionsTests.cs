using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class FreeFunctionsTests
{
    [Fact]
    public void The_whole_inference_takes_inputs_and_weights_as_arguments()
    {
        TorchFunction script = FreeFunctions.Script(Programs.TwoLayers());

        Assert.Equal(
            """
            def forward(x: Tensor, w1: Tensor, w2: Tensor, scaled: Tensor) -> List[Tensor]:
                a = torch.conv2d(x, w1)
                b = torch.relu(a)
                c, d = torch.max(torch.mul(b, scaled), 1)
                return [c, w2]

            """,
            script.Source);
        Assert.Equal(["x", "w1", "w2", "scaled"], script.Arguments);
        Assert.Equal(["result 0", "result 1"], script.Results);
    }

    [Fact]
    public void Each_operator_takes_what_it_names_alone()
    {
        IReadOnlyList<TorchFunction> operators = FreeFunctions.Operators(Programs.TwoLayers());

        Assert.Equal(
            [
                "def operator_0(x: Tensor, w1: Tensor) -> List[Tensor]:\n    a = torch.conv2d(x, w1)\n    return [a]\n",
                "def operator_1(a: Tensor) -> List[Tensor]:\n    b = torch.relu(a)\n    return [b]\n",
                "def operator_2(b: Tensor, scaled: Tensor) -> List[Tensor]:\n    c, d = torch.max(torch.mul(b, scaled), 1)\n    return [c, d]\n",
            ],
            operators.Select(static function => function.Source));
    }

    [Fact]
    public void A_value_is_released_after_its_last_use_and_a_result_never()
    {
        IReadOnlyList<TorchFunction> operators = FreeFunctions.Operators(Programs.TwoLayers());

        Assert.Equal([[], ["a"], ["b", "d"]], operators.Select(static function => function.Released));
    }

    [Fact]
    public void Prepared_values_are_computed_from_weights()
    {
        TorchFunction prepare = FreeFunctions.Prepare(Programs.TwoLayers())!;

        Assert.Equal("def prepare(w2: Tensor) -> List[Tensor]:\n    scaled = torch.mul(w2, 2.0)\n    return [scaled]\n", prepare.Source);
        Assert.Equal(["scaled"], prepare.Results);
    }

    [Fact]
    public void Without_prepared_values_there_is_nothing_to_prepare()
    {
        Assert.Null(FreeFunctions.Prepare(Programs.TwoLayers() with { Prepare = [], Prepared = [] }));
    }

    [Fact]
    public void A_name_within_another_word_is_not_taken_for_a_value()
    {
        var statement = new TorchStatement(["y"], "torch.sum(x.sum(), dtype=6)", "");
        TorchProgram program = Programs.Of([new TorchParameter("sum", ElementType.Float32, [1], static () => default)], [statement], ["x"], ["y"]);

        Assert.Equal(["x"], FreeFunctions.Operators(program)[0].Arguments);
    }
}
