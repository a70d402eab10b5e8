using InferenceBench.Frameworks.Torch.Lowering;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class FunctionRunnerTests : IDisposable
{
    private readonly List<string> _calls = [];
    private readonly FakeTensor _input = new("x");
    private readonly List<FakeTensor> _made = [];

    public void Dispose()
    {
        _input.Dispose();
    }

    [Fact]
    public void Eager_hands_each_operator_the_results_of_those_before_it()
    {
        using FunctionRunner<FakeTensor> runner = Create(isEager: true);
        FakeTensor[] results = runner.Run();

        Assert.Equal(["prepare(w2)", "operator_0(x, w1)", "operator_1(a)", "operator_2(b, scaled)"], _calls);
        Assert.Equal(["c", "w2"], results.Select(static tensor => tensor.Name));
    }

    [Fact]
    public void Eager_keeps_after_a_run_only_inputs_weights_and_results()
    {
        using FunctionRunner<FakeTensor> runner = Create(isEager: true);
        runner.Run();

        Assert.Equal(["w1", "w2", "scaled", "c"], _made.Where(static tensor => !tensor.IsDisposed).Select(static tensor => tensor.Name));
        Assert.False(_input.IsDisposed);
    }

    [Fact]
    public void A_second_run_computes_with_values_of_its_own()
    {
        using FunctionRunner<FakeTensor> runner = Create(isEager: true);
        FakeTensor first = runner.Run()[0];
        first.Dispose();
        FakeTensor second = runner.Run()[0];

        Assert.NotSame(first, second);
        Assert.False(second.IsDisposed);
        Assert.Equal(7, _calls.Count);
    }

    [Fact]
    public void A_script_is_one_call()
    {
        using FunctionRunner<FakeTensor> runner = Create(isEager: false);
        runner.Run();
        runner.Run();

        Assert.Equal(["prepare(w2)", "forward(x, w1, w2, scaled)", "forward(x, w1, w2, scaled)"], _calls);
    }

    [Fact]
    public void Weights_and_prepared_values_go_with_the_runner_and_inputs_stay()
    {
        FunctionRunner<FakeTensor> runner = Create(isEager: false);
        runner.Dispose();

        Assert.All(_made, static tensor => Assert.True(tensor.IsDisposed));
        Assert.Equal(3, _made.Count);
        Assert.False(_input.IsDisposed);
    }

    private FunctionRunner<FakeTensor> Create(bool isEager)
    {
        return FunctionRunner<FakeTensor>.Create(Programs.TwoLayers(), isEager, [_input], parameter => Make(parameter.Name), Compile);
    }

    // Reads back from the source what each function returns, as an engine would.
    private Func<string, object[], FakeTensor[]> Compile(string source)
    {
        return (name, arguments) =>
        {
            FakeTensor[] tensors = [.. arguments.Cast<FakeTensor>()];
            Assert.All(tensors, static tensor => Assert.False(tensor.IsDisposed));
            _calls.Add($"{name}({string.Join(", ", tensors.Select(static tensor => tensor.Name))})");
            string body = source[source.IndexOf($"def {name}(", StringComparison.Ordinal)..];
            string list = body[(body.IndexOf("return [", StringComparison.Ordinal) + "return [".Length)..];
            return [.. list[..list.IndexOf(']', StringComparison.Ordinal)].Split(", ").Select(Make)];
        };
    }

    private FakeTensor Make(string name)
    {
        _made.Add(new FakeTensor(name));
        return _made[^1];
    }
}
