using InferenceBench.Sampling.Nvml;
using InferenceBench.Sampling.Sources;
using InferenceBench.Tests.Integration.Native;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>Finding GPUs, and what is said when there is nothing to read.</summary>
[Collection(LoadedFakesGroup.Name)]
public sealed class NvmlSensorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("inferencebench-nvml-").FullName;
    private readonly NvmlSensor _sensor = new();

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("not_supported", "NVML cannot read power or energy of Fake A2: Not Supported (", "take --power-source ina3221", SensorAccess.Unknown)]
    [InlineData("no_permission", "NVML cannot read power or energy of Fake A2: insufficient permissions (", "run as root", SensorAccess.Denied)]
    [InlineData("not_loaded", "NVIDIA driver not loaded (nvmlInit_v2 returned 9: Driver Not Loaded)", "load the NVIDIA driver", SensorAccess.Unknown)]
    [InlineData("no_devices", "NVML knows no GPU", "nvidia-smi -L", SensorAccess.Unknown)]
    [InlineData("gpu_lost:0", "NVML cannot read power or energy of Fake A2: GPU is lost (", "reset the GPU", SensorAccess.Unknown)]
    [InlineData("unknown:0", "NVML cannot read power or energy of Fake A2: Unknown Error (", "", SensorAccess.Unknown)]
    public void What_cannot_be_read_says_why_and_what_to_do(string script, string reason, string remedy, SensorAccess access)
    {
        LoadedFakes.Script(script);
        SensorStatus status = _sensor.Probe(new SensorQuery(WithModule()));
        PowerSourceException refused = Assert.Throws<PowerSourceException>(() => _sensor.Open(new SensorQuery()));

        Assert.False(status.IsAvailable);
        Assert.StartsWith(reason, status.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, status.Remedy ?? "", StringComparison.Ordinal);
        Assert.Equal(access, status.Access);
        Assert.Empty(status.Reads);
        Assert.StartsWith(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(0, LoadedFakes.References);
    }

    [Theory]
    [InlineData("sys/module/nvidia/initstate")]
    [InlineData("proc/driver/nvidia/version")]
    public void A_loaded_kernel_module_lets_the_library_be_asked(string file)
    {
        LoadedFakes.Script("constant:50;devices:2");
        SensorStatus status = _sensor.Probe(new SensorQuery(With(file)));

        Assert.True(status.IsAvailable);
        Assert.Equal(SensorAccess.Granted, status.Access);
        Assert.Null(status.Reason);
        Assert.Equal(
            [
                "Fake A2 (GPU-00000000-0000-0000-0000-000000000000): energy counter, instantaneous power, power usage (mean of 1 s), average power; MIG off",
                "Fake A2 (GPU-11111111-1111-1111-1111-111111111111): energy counter, instantaneous power, power usage (mean of 1 s), average power; MIG off",
            ],
            status.Reads);
        Assert.Equal(0, LoadedFakes.References);
    }

    [Fact]
    public void Without_the_kernel_module_the_library_is_not_asked()
    {
        LoadedFakes.Script("constant:50");
        SensorStatus status = _sensor.Probe(new SensorQuery(_root));

        Assert.False(status.IsAvailable);
        Assert.Equal("NVIDIA kernel module is not loaded", status.Reason);
        Assert.NotNull(status.Remedy);
    }

    [Fact]
    public void What_is_partly_readable_is_available_and_says_what_is_missing()
    {
        LoadedFakes.Script("constant:50;no_energy;arch:5");
        SensorStatus status = _sensor.Probe(new SensorQuery(WithModule()));

        Assert.True(status.IsAvailable);
        Assert.Equal("Fake A2 lacks energy counter: Not Supported (nvmlDeviceGetTotalEnergyConsumption returned 3)", status.Reason);
        Assert.Equal("Fake A2 (GPU-00000000-0000-0000-0000-000000000000): instantaneous power, power usage (instantaneous), average power", Assert.Single(status.Reads));
    }

    [Theory]
    [InlineData(null, "", 0)]
    [InlineData(0, "", 1)]
    [InlineData(1, "", 0)]
    [InlineData(0, "no_uuid", 1)]
    [InlineData(1, "no_uuid", 0)]
    [InlineData(0, "visible:1", 0)]
    [InlineData(0, "visible:0", 1)]
    [InlineData(1, "visible:1,0", 1)]
    [InlineData(0, "visible:GPU-0", 0)]
    [InlineData(0, "visible:GPU-1,0", 1)]
    public void A_CUDA_ordinal_is_found_whatever_the_order(int? ordinal, string cuda, int expected)
    {
        LoadedFakes.Script("constant:50;devices:2", cuda);
        using IPowerSource source = _sensor.Open(new SensorQuery(CudaOrdinal: ordinal));
        var values = new double[source.Channels.Count];
        source.Read(values);

        Assert.Equal($"Fake A2 (GPU-{new string((char)('0' + expected), 8)}", source.Board![..21]);
        Assert.Equal(50 + (100 * expected), values[1], 1e-9);
    }

    [Theory]
    [InlineData(2, "", "NVML cannot tell which GPU cuda:2 is: CUDA sees 2 GPUs")]
    [InlineData(1, "visible:1", "NVML cannot tell which GPU cuda:1 is: CUDA sees 1 GPU;")]
    [InlineData(0, "fail:100", "NVML cannot tell which GPU cuda:0 is: cuInit returned 100 (CUDA_ERROR_NO_DEVICE)")]
    [InlineData(0, "devices:3", "NVML cannot tell which GPU cuda:0 is: none of NVML's 2 GPUs has its UUID (GPU-22222222-2222-2222-2222-222222222222)")]
    public void A_CUDA_ordinal_that_is_none_is_refused(int ordinal, string cuda, string reason)
    {
        LoadedFakes.Script("constant:50;devices:2", cuda);

        Assert.StartsWith(reason, Assert.Throws<PowerSourceException>(() => _sensor.Open(new SensorQuery(CudaOrdinal: ordinal))).Message, StringComparison.Ordinal);
        Assert.StartsWith(reason.TrimEnd(';'), _sensor.Probe(new SensorQuery(WithModule(), ordinal)).Reason, StringComparison.Ordinal);
        Assert.Equal(0, LoadedFakes.References);
    }

    private string WithModule()
    {
        return With("sys/module/nvidia/initstate");
    }

    private string With(string file)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "live\n");
        return _root;
    }
}
