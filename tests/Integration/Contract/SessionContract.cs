using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Tests.Integration.OnnxRuntime;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Contract;

/// <summary>
/// What every framework's session keeps, whatever engine is behind it. A framework joins with one small class for each of its variants that derives from this one
/// and says what to open; <see cref="SessionContractCoverageTests"/> fails as long as a framework that runs has none.
/// </summary>
/// <param name="framework">The framework.</param>
/// <param name="variant">The variant to open.</param>
public abstract class SessionContract(IInferenceFramework framework, string variant) : RefusalContract(framework, variant)
{
    private static readonly TensorSpec s_a = new("a", ElementType.Float32, [2, 2]);
    private static readonly TensorSpec s_b = new("b", ElementType.Float32, [2, 2]);

    /// <summary>The element types that go in and come out; every other one is refused as not supported.</summary>
    protected abstract IReadOnlyCollection<ElementType> Types { get; }

    /// <summary>Why a run allocates managed memory; null: it does not.</summary>
    protected virtual string? AllocatesBecause => null;

    /// <summary>Why shapes cannot depend on data; null: they can.</summary>
    protected virtual string? HasNoDataDependentShapesBecause => null;

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_model_gives_its_result_whether_its_batch_is_fixed_or_dynamic(int declaredBatch)
    {
        using IInferenceSession session = OpenMatMul(declaredBatch);
        session.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        session.SetInput(1, Bytes(5f, 6f, 7f, 8f));

        session.Run();

        Assert.Equal(Multiply([1f, 2f, 3f, 4f], [5f, 6f, 7f, 8f]), Floats(session.GetOutput(0)));
        Assert.Equal("y float32[2,2]", Assert.Single(session.Outputs).ToString());
        Assert.Equal(["a float32[2,2]", "b float32[2,2]"], session.Inputs.Select(static input => input.ToString()));
    }

    [Fact]
    public void New_inputs_give_new_results_and_the_others_stay()
    {
        using IInferenceSession session = OpenMatMul();
        session.SetInput(1, Bytes(1f, 0f, 0f, 1f));
        for (int i = 0; i < 5; i++)
        {
            session.SetInput(0, Bytes(i, 2f, 3f, 4f));

            session.Run();

            Assert.Equal(Multiply([i, 2f, 3f, 4f], [1f, 0f, 0f, 1f]), Floats(session.GetOutput(0)));
        }
    }

    [Fact]
    public void The_same_inputs_give_the_same_bits()
    {
        using IInferenceSession session = OpenMatMul();
        session.SetInput(0, Bytes(0.1f, 0.2f, 0.3f, 0.4f));
        session.SetInput(1, Bytes(1e-3f, 7f, 1e5f, 0.7f));
        session.Run();
        byte[] first = session.GetOutput(0).ToArray();
        for (int i = 0; i < 5; i++)
        {
            session.Run();

            Assert.Equal(first, session.GetOutput(0).ToArray());
        }
    }

    [Fact]
    public void Outputs_stay_until_the_next_run()
    {
        using IInferenceSession session = OpenMatMul();
        session.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        session.SetInput(1, Bytes(1f, 0f, 0f, 1f));
        session.Run();

        session.SetInput(0, Bytes(9f, 9f, 9f, 9f));

        float[] expected = Multiply([1f, 2f, 3f, 4f], [1f, 0f, 0f, 1f]);
        Assert.Equal(expected, Floats(session.GetOutput(0)));
        Assert.Equal(expected, Floats(session.GetOutput(0)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_run_allocates_no_managed_memory(int declaredBatch)
    {
        Assert.SkipWhen(AllocatesBecause is not null, AllocatesBecause ?? "");
        using IInferenceSession session = OpenMatMul(declaredBatch);
        for (int i = 0; i < 100; i++)
        {
            session.Run();
        }

        Assert.Equal(0, Allocation.LeastOf(1000, session.Run));
    }

    [Fact]
    public void Two_sessions_do_not_disturb_each_other()
    {
        using IInferenceSession one = OpenMatMul();
        using IInferenceSession other = OpenMatMul();
        one.SetInput(0, Bytes(1f, 0f, 0f, 1f));
        one.SetInput(1, Bytes(1f, 2f, 3f, 4f));
        other.SetInput(0, Bytes(2f, 0f, 0f, 2f));
        other.SetInput(1, Bytes(1f, 2f, 3f, 4f));

        for (int i = 0; i < 4; i++)
        {
            one.Run();
            other.Run();
        }

        Assert.Equal(Multiply([1f, 0f, 0f, 1f], [1f, 2f, 3f, 4f]), Floats(one.GetOutput(0)));
        Assert.Equal(Multiply([2f, 0f, 0f, 2f], [1f, 2f, 3f, 4f]), Floats(other.GetOutput(0)));
    }

    [Fact]
    public void Disposing_twice_is_harmless_and_leaves_other_sessions_alone()
    {
        using IInferenceSession other = OpenMatMul();
        IInferenceSession session = OpenMatMul();
        session.Run();

        session.Dispose();
        session.Dispose();

        other.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        other.SetInput(1, Bytes(1f, 0f, 0f, 1f));
        other.Run();
        Assert.Equal(Multiply([1f, 2f, 3f, 4f], [1f, 0f, 0f, 1f]), Floats(other.GetOutput(0)));
    }

    [Fact]
    public void Input_of_the_wrong_length_is_refused_and_the_session_goes_on()
    {
        using IInferenceSession session = OpenMatMul();
        session.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        session.SetInput(1, Bytes(1f, 0f, 0f, 1f));

        ArgumentException e = Assert.Throws<ArgumentException>(() => session.SetInput(0, new byte[5]));
        Assert.Throws<ArgumentException>(() => session.SetInput(1, new byte[17]));

        Assert.StartsWith("input a float32[2,2] has 16 bytes, not 5", e.Message, StringComparison.Ordinal);
        session.Run();
        Assert.Equal(Multiply([1f, 2f, 3f, 4f], [1f, 0f, 0f, 1f]), Floats(session.GetOutput(0)));
    }

    [Fact]
    public void There_is_no_output_before_the_first_run()
    {
        using IInferenceSession session = OpenMatMul();

        Assert.Throws<InvalidOperationException>(() => session.GetOutput(0).Length);
    }

    [Fact]
    public void Effective_settings_are_told_each_in_one_line()
    {
        using IInferenceSession session = OpenMatMul();

        Assert.Equal("1", session.Settings["threads"]);
        Assert.False(string.IsNullOrWhiteSpace(session.Settings["provider"]));
        Assert.False(string.IsNullOrWhiteSpace(session.Settings["transfers"]));
        Assert.Contains(Framework.Probe().Version!, session.Settings["library"], StringComparison.Ordinal);
        Assert.All(session.Settings, static setting => Assert.Matches(@"^[a-z]\w*$", setting.Key));
        Assert.All(session.Settings, static setting => Assert.DoesNotContain('\n', setting.Value));
    }

    [Fact]
    public void Every_numeric_type_goes_in_and_comes_out_or_is_not_supported()
    {
        foreach (ElementType type in Enum.GetValues<ElementType>().Where(static type => type.SizeBytes() > 0 && type is not (ElementType.Complex64 or ElementType.Complex128)))
        {
            TensorSpec x = new("x", type, [3]);
            string path = Models.Write("same" + type, [TinyModels.Node("Identity", ["x"], ["y"])], [x], [x with { Name = "y" }]);
            if (!Types.Contains(type))
            {
                Assert.DoesNotContain('\n', Assert.ThrowsAny<NotSupportedException>(() => Framework.Open(Request(path, x))).Message);
                continue;
            }

            byte[] data = [.. Enumerable.Range(0, (int)x.SizeBytes).Select(static i => (byte)(i % 2))];
            using IInferenceSession session = Framework.Open(Request(path, x));
            session.SetInput(0, data);
            session.Run();
            Assert.Equal(data, session.GetOutput(0).ToArray());
            Assert.Equal(type, session.Outputs[0].ElementType);
        }
    }

    [Fact]
    public void Shapes_that_depend_on_the_data_follow_new_inputs()
    {
        Assert.SkipWhen(HasNoDataDependentShapesBecause is not null, HasNoDataDependentShapesBecause ?? "");
        TensorSpec x = new("x", ElementType.Float32, [4]);
        string path = Models.Write("nonzero", [TinyModels.Node("NonZero", ["x"], ["y"])], [x], [new TensorSpec("y", ElementType.Int64, [1, -1])]);
        using IInferenceSession session = Framework.Open(Request(path, x));

        session.SetInput(0, Bytes(0f, 1f, 0f, 1f));
        session.Run();
        Assert.Equal([1L, 3L], MemoryMarshal.Cast<byte, long>(session.GetOutput(0)).ToArray());
        session.SetInput(0, Bytes(1f, 1f, 1f, 0f));
        session.Run();
        Assert.Equal([0L, 1L, 2L], MemoryMarshal.Cast<byte, long>(session.GetOutput(0)).ToArray());
        Assert.True(AllocatesBecause is not null || Allocation.LeastOf(100, session.Run) == 0, "a run allocates managed memory");
        session.SetInput(0, Bytes(0f, 0f, 0f, 0f));
        session.Run();

        Assert.Equal(0, session.GetOutput(0).Length);
        Assert.Equal([1L, 0L], session.Outputs[0].Shape);
    }

    [Fact]
    public void The_bare_loop_of_a_framework_that_has_one_runs_beside_the_session()
    {
        var loops = Framework as IBareLoopFramework;
        Assert.Equal(Framework.Descriptor.HasBareLoop, loops is not null);
        Assert.SkipUnless(loops is not null, $"{Framework.Descriptor.Id} has no bare loop");
        using IInferenceSession session = OpenMatMul();
        using IBareLoop bare = loops!.OpenBareLoop(MatMulRequest(2), session);
        bare.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        bare.SetInput(1, Bytes(5f, 6f, 7f, 8f));

        bare.Run();
        session.Run();
        bare.Run();

        Assert.Throws<ArgumentException>(() => bare.SetInput(0, new byte[5]));
    }

    /// <summary>What the model with the node <c>MatMul</c> gives; an engine's stand-in may compute something else.</summary>
    /// <param name="a">The first input [2,2].</param>
    /// <param name="b">The second input [2,2].</param>
    protected virtual float[] Multiply(float[] a, float[] b)
    {
        return [(a[0] * b[0]) + (a[1] * b[2]), (a[0] * b[1]) + (a[1] * b[3]), (a[2] * b[0]) + (a[3] * b[2]), (a[2] * b[1]) + (a[3] * b[3])];
    }

    private static byte[] Bytes(params float[] values)
    {
        return MemoryMarshal.AsBytes<float>(values).ToArray();
    }

    private static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    private OpenRequest MatMulRequest(int declaredBatch)
    {
        TensorSpec declared = s_a with { Shape = [declaredBatch, 2] };
        string path = Models.Write($"matmul{declaredBatch}", [TinyModels.Node("MatMul", ["a", "b"], ["y"])], [declared, s_b], [declared with { Name = "y" }]);
        return Request(path, s_a, s_b);
    }

    private IInferenceSession OpenMatMul(int declaredBatch = 2)
    {
        return Framework.Open(MatMulRequest(declaredBatch));
    }
}
