using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using InferenceBench.Frameworks.TensorRt.Engines;
using InferenceBench.Frameworks.TensorRt.Native;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class EngineCacheTests : IDisposable
{
    private static readonly string s_key = new('a', 64);

    private static readonly EngineRecipe s_recipe = new(
        $"/a/{new string('n', 200)}.onnx", [], Precision.Fp16, 0, new GpuFacts("A2", "8.6", false), "10.3.0", new TensorRtOptions());

    private readonly TempFolder _folder = new();

    private string EngineFile => new EngineCache(_folder.Path).FileOf(s_recipe, s_key);

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void What_is_kept_is_found_with_the_time_that_it_took()
    {
        Assert.Null(EngineCache.TryWrite(EngineFile, [1, 2, 3], s_recipe, s_key, TimeSpan.FromSeconds(12.5)));

        CachedEngine? found = EngineCache.TryRead(EngineFile, s_key, out byte[] plan, out string? problem);

        Assert.Equal((s_key, 12.5, "10.3.0", "A2 8.6"), (found!.Key, found.BuildSeconds, found.TensorRt, found.Gpu));
        Assert.Equal([1, 2, 3], plan);
        Assert.Null(problem);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void A_name_is_cut_so_that_every_file_system_takes_it()
    {
        Assert.InRange(Path.GetFileName(EngineFile).Length, 60, 120);
        Assert.EndsWith("_fp16-aaaaaaaaaaaaaaaa.engine", EngineFile, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_no_problem()
    {
        Assert.Null(EngineCache.TryRead(EngineFile, s_key, out byte[] plan, out string? problem));
        Assert.Empty(plan);
        Assert.Null(problem);
    }

    [Fact]
    public void A_seal_of_another_key_is_not_taken()
    {
        EngineCache.TryWrite(EngineFile, [1, 2, 3], s_recipe, new string('b', 64), TimeSpan.Zero);

        Assert.Null(EngineCache.TryRead(EngineFile, s_key, out _, out string? problem));
        Assert.Equal("the one in the cache is damaged or not whole", problem);
    }

    [Fact]
    public void Where_nothing_can_be_written_the_reason_is_told()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "file"), "");

        string? problem = EngineCache.TryWrite(Path.Combine(_folder.Path, "file", "net.engine"), [1], s_recipe, s_key, TimeSpan.Zero);

        Assert.False(string.IsNullOrEmpty(problem));
    }

    [Fact]
    public async Task A_lock_is_held_by_one_and_then_by_the_other()
    {
        EngineLock first = EngineLock.Take(EngineFile);
        var second = Task.Run(() => EngineLock.Take(EngineFile), TestContext.Current.CancellationToken);

        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Dispose();
    }
}
