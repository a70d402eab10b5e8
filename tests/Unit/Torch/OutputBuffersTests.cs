using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class OutputBuffersTests
{
    private readonly List<FakeTensor> _made = [];
    private readonly List<(FakeTensor Result, FakeTensor Buffer)> _copies = [];

    [Fact]
    public void The_first_run_tells_the_shapes()
    {
        using OutputBuffers<FakeTensor> buffers = Create(new TensorSpec("y", ElementType.Int64, [1, -1]));
        buffers.Take([new FakeTensor("r", 1, 5)]);

        TensorSpec spec = Assert.Single(buffers.Specs);
        Assert.Equal(("y", ElementType.Int64), (spec.Name, spec.ElementType));
        Assert.Equal([1, 5], spec.Shape);
    }

    [Fact]
    public void The_same_shapes_keep_their_buffers()
    {
        using OutputBuffers<FakeTensor> buffers = Create();
        buffers.Take([new FakeTensor("r", 1, 5), new FakeTensor("s", 2)]);
        buffers.Take([new FakeTensor("r", 1, 5), new FakeTensor("s", 2)]);

        Assert.Equal(2, _made.Count);
        Assert.Equal(4, _copies.Count);
        Assert.Same(_copies[0].Buffer, _copies[2].Buffer);
    }

    [Fact]
    public void Other_shapes_get_other_buffers_and_the_old_ones_are_given_back()
    {
        using OutputBuffers<FakeTensor> buffers = Create();
        buffers.Take([new FakeTensor("r", 1, 5)]);
        buffers.Take([new FakeTensor("r", 1, 6)]);

        Assert.True(_made[0].IsDisposed);
        Assert.False(_made[1].IsDisposed);
        Assert.Equal([1, 6], buffers.Specs[0].Shape);
        Assert.Same(_made[1], buffers[0]);
    }

    [Fact]
    public void Outputs_that_nobody_declared_are_numbered()
    {
        using OutputBuffers<FakeTensor> buffers = Create();
        buffers.Take([new FakeTensor("r", 1), new FakeTensor("s", 2)]);

        Assert.Equal(["output0 float32[1]", "output1 float32[2]"], buffers.Specs.Select(static spec => spec.ToString()));
    }

    [Fact]
    public void Before_a_run_there_is_nothing_to_read()
    {
        using OutputBuffers<FakeTensor> buffers = Create();

        Assert.Throws<InvalidOperationException>(() => buffers[0]);
    }

    private OutputBuffers<FakeTensor> Create(params TensorSpec[] declared)
    {
        return new OutputBuffers<FakeTensor>(declared, static tensor => tensor.Shape, static _ => ElementType.Float32, Make, (result, buffer) => _copies.Add((result, buffer)));
    }

    private FakeTensor Make(ElementType type, long[] shape)
    {
        _made.Add(new FakeTensor(type.ToName(), shape));
        return _made[^1];
    }
}
