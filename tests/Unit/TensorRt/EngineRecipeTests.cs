using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using InferenceBench.Frameworks.TensorRt.Engines;
using InferenceBench.Frameworks.TensorRt.Native;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class EngineRecipeTests
{
    private static readonly GpuFacts s_gpu = new("A2", "8.6", false);
    private static readonly TensorSpec s_input = new("x", ElementType.Float32, [1, 3]);

    private static readonly EngineRecipe s_recipe = new("/a/net.onnx", [s_input], Precision.Fp32, 0, s_gpu, "10.3.0", new TensorRtOptions());

    [Fact]
    public void Everything_that_determines_an_engine_changes_its_key()
    {
        EngineRecipe[] others =
        [
            s_recipe with { Inputs = [s_input with { Shape = [2, 3] }] },
            s_recipe with { Precision = Precision.Fp16 },
            s_recipe with { Gpu = s_gpu with { Name = "A100" } },
            s_recipe with { Gpu = s_gpu with { Compute = "8.0" } },
            s_recipe with { TensorRtVersion = "10.3.1" },
            With(static options => options with { Tf32 = true }),
            With(static options => options with { OptimisationLevel = 3 }),
            With(static options => options with { WorkspaceBytes = 1 }),
            With(static options => options with { TimingCache = "/t" }),
            With(static options => options with { VersionCompatible = true }),
            With(static options => options with { Hardware = HardwareCompatibility.AmperePlus }),
            With(static options => options with { StronglyTyped = true }),
            With(static options => options with { AuxStreams = 0 }),
            With(static options => options with { ExportProfile = "/p" }),
            With(static options => options with { MinShapes = Shapes(1, 3) }),
        ];

        string[] keys = [.. others.Prepend(s_recipe).Select(static recipe => recipe.KeyOf("hash")), s_recipe.KeyOf("other hash")];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, static key => Assert.Matches("^[0-9a-f]{64}$", key));
    }

    [Fact]
    public void What_only_a_session_depends_on_and_the_place_of_the_GPU_do_not()
    {
        string key = s_recipe.KeyOf("hash");

        Assert.Equal(key, With(static options => options with { Memory = MemoryMode.Device, CudaGraph = true, SpinWait = false, EngineCache = "/e", ProfileRuns = 3 }).KeyOf("hash"));
        Assert.Equal(key, (s_recipe with { DeviceIndex = 1, ModelPath = "/b/other.onnx" }).KeyOf("hash"));
        // Calibration is for int8 alone.
        Assert.Equal(key, With(static options => options with { Calibration = "/no/such/file" }).KeyOf("hash"));
    }

    [Fact]
    public void One_range_that_the_user_gives_is_one_engine_for_all_shapes_in_it()
    {
        EngineRecipe ranged = With(static options => options with { MinShapes = Shapes(1, 3), OptShapes = Shapes(2, 3), MaxShapes = Shapes(8, 3) });

        Assert.Equal(ranged.KeyOf("hash"), (ranged with { Inputs = [s_input with { Shape = [4, 3] }] }).KeyOf("hash"));
        Assert.NotEqual(ranged.KeyOf("hash"), (ranged with { Options = ranged.Options with { MaxShapes = Shapes(9, 3) } }).KeyOf("hash"));
    }

    [Fact]
    public void The_samples_of_a_calibration_count_until_its_result_is_there()
    {
        using TempFolder folder = new();
        string samples = Path.Combine(folder.Path, "samples");
        string cache = Path.Combine(folder.Path, "cache");
        File.WriteAllText(samples, "samples");
        EngineRecipe int8 = With(options => options with { Calibration = samples, CalibrationCache = cache }) with { Precision = Precision.Int8 };
        string before = int8.KeyOf("hash");
        File.WriteAllText(samples, "other samples");
        string other = int8.KeyOf("hash");
        File.WriteAllText(cache, "scales");
        string after = int8.KeyOf("hash");
        File.WriteAllText(samples, "third samples");

        Assert.Equal(3, new[] { before, other, after }.Distinct().Count());
        Assert.Equal(after, int8.KeyOf("hash"));
    }

    private static EngineRecipe With(Func<TensorRtOptions, TensorRtOptions> change)
    {
        return s_recipe with { Options = change(s_recipe.Options) };
    }

    private static Dictionary<string, long[]> Shapes(params long[] shape)
    {
        return new Dictionary<string, long[]> { ["x"] = shape };
    }
}
