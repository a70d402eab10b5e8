using System.Globalization;
using InferenceBench.Reporting.Machine;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Machine;

public sealed class MachineDescriptionTests : IDisposable
{
    private const long GiB = 1L << 30;

    private static readonly string s_processors = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processor{(Environment.ProcessorCount == 1 ? "" : "s")}");

    private readonly FakeRoot _root = new();

    public void Dispose()
    {
        _root.Dispose();
    }

    [Fact]
    public void A_server_with_two_GPUs_is_described_in_full()
    {
        _root.With("proc/cpuinfo", "processor\t: 0\nmodel name\t: Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz\n\nprocessor\t: 1\n")
            .With("proc/meminfo", "MemTotal:       263789300 kB\nMemFree:        1 kB\n")
            .With("proc/self/cgroup", "0::/user.slice/session-1.scope\n")
            .With("proc/sys/kernel/osrelease", "5.15.0-91-generic\n")
            .With("proc/driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19 18:56:32 UTC 2023\nGCC version:  gcc version 11.4.0\n")
            .With("proc/driver/nvidia/gpus/0000:ca:00.0/information", "Model: \t\t Tesla V100-PCIE-32GB\nIRQ:   \t\t 200\n")
            .With("proc/driver/nvidia/gpus/0000:17:00.0/information", "Model: \t\t NVIDIA A2\nIRQ:   \t\t 199\nGPU UUID: \t GPU-0\n")
            .With("etc/os-release", "NAME=\"Ubuntu\"\nVERSION_ID=\"22.04\"\nPRETTY_NAME=\"Ubuntu 22.04.3 LTS\"\n")
            .With("usr/local/cuda/version.json", """{"cuda": {"name": "CUDA SDK", "version": "12.2.20230823"}}""");

        MachineDescription machine = MachineDescription.Read(new Dictionary<string, string> { ["onnxruntime"] = "1.29.0" }, _root.Path);

        Assert.Equal("nvidia-a2", machine.Name);
        Assert.Equal($"Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz, {s_processors}", machine.Cpu);
        Assert.Equal(["NVIDIA A2", "Tesla V100-PCIE-32GB"], machine.Gpus);
        Assert.Equal(263789300L * 1024, machine.MemoryBytes);
        Assert.Equal("Ubuntu 22.04.3 LTS", machine.Os);
        Assert.Equal("5.15.0-91-generic", machine.Kernel);
        Assert.Equal("535.129.03", machine.Driver);
        Assert.Equal("12.2.20230823", machine.Cuda);
        Assert.Equal("1.29.0", machine.Frameworks["onnxruntime"]);
    }

    [Fact]
    public void A_Jetson_is_named_by_its_device_tree()
    {
        _root.With("proc/cpuinfo", "processor\t: 0\nmodel name\t: ARMv8 Processor rev 1 (v8l)\nCPU implementer\t: 0x41\nCPU part\t: 0xd42\n")
            .With("proc/device-tree/model", "NVIDIA Jetson AGX Orin Developer Kit\0")
            .With("proc/device-tree/compatible", "nvidia,p3737-0000+p3701-0000\0nvidia,tegra234\0")
            .With("etc/nv_tegra_release", "# R36 (release), REVISION: 4.0, GCID: 37537400, BOARD: generic, EABI: aarch64\n")
            .With("usr/local/cuda/targets/aarch64-linux/lib/libcudart.so.12", "")
            .With("usr/local/cuda/targets/aarch64-linux/lib/libcudart.so.12.6.68", "");

        MachineDescription machine = Read();

        Assert.Equal("nvidia-jetson-agx-orin-developer-kit", machine.Name);
        Assert.Equal($"Cortex-A78AE, {s_processors}", machine.Cpu);
        Assert.Equal(["NVIDIA Jetson AGX Orin Developer Kit"], machine.Gpus);
        Assert.Equal("L4T 36.4.0", machine.Driver);
        Assert.Equal("12.6.68", machine.Cuda);
    }

    [Fact]
    public void A_Jetson_that_hides_its_name_is_known_by_its_chip()
    {
        _root.With("proc/device-tree/model", "quill\0").With("proc/device-tree/compatible", "nvidia,quill\0nvidia,tegra186\0");

        Assert.Equal(["quill"], Read().Gpus);
    }

    [Fact]
    public void A_machine_without_GPU_is_named_by_its_processor()
    {
        _root.With("proc/cpuinfo", "model name\t: AMD EPYC 7763 64-Core Processor\n")
            .With("etc/os-release", "NAME='Alpine Linux'\nVERSION_ID=3.20.1\n");

        MachineDescription machine = Read();

        Assert.Equal("amd-epyc-7763", machine.Name);
        Assert.Empty(machine.Gpus);
        Assert.Null(machine.Driver);
        Assert.Null(machine.Cuda);
        Assert.Equal("Alpine Linux 3.20.1", machine.Os);
    }

    [Fact]
    public void A_board_without_GPU_is_described_by_what_it_tells()
    {
        _root.With("proc/cpuinfo", "CPU implementer\t: 0x41\nCPU part\t: 0xfff\n").With("proc/device-tree/model", "Some Board 4\0");

        MachineDescription machine = Read();

        Assert.Equal($"Some Board 4, {s_processors}", machine.Cpu);
        Assert.Empty(machine.Gpus);
        Assert.Equal("some-board-4", machine.Name);
    }

    [Theory]
    [InlineData("0::/docker/abc", "sys/fs/cgroup/memory.max", "4294967296", 4)]
    [InlineData("0::/a/b", "sys/fs/cgroup/a/memory.max", "4294967296", 4)]
    [InlineData("0::/a/b", "sys/fs/cgroup/a/b/memory.max", "max", 16)]
    [InlineData("5:cpu,memory:/docker/abc", "sys/fs/cgroup/memory/memory.limit_in_bytes", "4294967296", 4)]
    [InlineData("5:memory:/a", "sys/fs/cgroup/memory/a/memory.limit_in_bytes", "4294967296", 4)]
    [InlineData("5:memory:/a", "sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712", 16)]
    [InlineData("5:memory:/a", "sys/fs/cgroup/memory/memory.limit_in_bytes", "-1", 16)]
    [InlineData("0::/../b", "sys/b/memory.max", "4294967296", 16)]
    [InlineData("nonsense", "sys/fs/cgroup/memory.max", "4294967296", 16)]
    public void Memory_is_the_lower_of_the_machine_and_its_cgroup(string cgroup, string file, string limit, long expectedGiB)
    {
        _root.With("proc/meminfo", "MemTotal: 16777216 kB\n").With("proc/self/cgroup", cgroup + "\n").With(file, limit + "\n");

        Assert.Equal(expectedGiB * GiB, Read().MemoryBytes);
    }

    [Fact]
    public void An_empty_root_gives_nulls_and_no_exception()
    {
        MachineDescription machine = Read();

        Assert.Equal("unknown", machine.Name);
        Assert.Null(machine.Cpu);
        Assert.Empty(machine.Gpus);
        Assert.Null(machine.MemoryBytes);
        Assert.Null(machine.Os);
        Assert.Null(machine.Kernel);
        Assert.Null(machine.Driver);
        Assert.Null(machine.Cuda);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("::::\n=\n:\n")]
    [InlineData("{\"cuda\": {\"version\": 12}}")]
    [InlineData("[1,2")]
    [InlineData("MemTotal: 99999999999999999999 kB\nmodel name:\nPRETTY_NAME=\"\"\nModel:\nNVRM version: none\n")]
    [InlineData("MemTotal: 9223372036854775807 kB\nmodel name: unknown\nNVRM version:\n")]
    [InlineData("MemTotal: -1 kB\n")]
    public void Malformed_files_give_nulls_and_no_exception(string content)
    {
        foreach (string file in s_allFiles)
        {
            _root.With(file, content);
        }

        MachineDescription machine = Read();

        Assert.Null(machine.MemoryBytes);
        Assert.Null(machine.Os);
        Assert.Null(machine.Driver);
        Assert.Null(machine.Cuda);
    }

    [Fact]
    public void Random_bytes_give_no_exception()
    {
        const int Seed = 7;
        Random random = new(Seed);
        foreach (string file in s_allFiles)
        {
            byte[] bytes = new byte[random.Next(1, 4096)];
            random.NextBytes(bytes);
            _root.With(file, bytes);
        }

        Exception? exception = Record.Exception(Read);

        Assert.True(exception is null, $"seed {Seed}: {exception}");
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_no_exception()
    {
        foreach (string file in s_allFiles)
        {
            Directory.CreateDirectory(Path.Combine(_root.Path, file));
        }

        Assert.Null(Read().MemoryBytes);
    }

    [Fact]
    public void This_machine_tells_its_memory_and_kernel()
    {
        MachineDescription machine = MachineDescription.Read(new Dictionary<string, string>());

        Assert.True(machine.MemoryBytes > 1 << 20);
        Assert.NotNull(machine.Kernel);
        Assert.Matches("^[a-z0-9-]{1,40}$", machine.Name);
    }

    private static readonly string[] s_allFiles =
    [
        "proc/cpuinfo", "proc/meminfo", "proc/self/cgroup", "proc/sys/kernel/osrelease", "proc/driver/nvidia/version",
        "proc/driver/nvidia/gpus/0000:17:00.0/information", "proc/device-tree/model", "proc/device-tree/compatible",
        "etc/os-release", "usr/lib/os-release", "etc/nv_tegra_release", "usr/local/cuda/version.json", "usr/local/cuda/version.txt",
        "usr/local/cuda/lib64/libcudart.so.x", "sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes",
    ];

    private MachineDescription Read()
    {
        return MachineDescription.Read(new Dictionary<string, string>(), _root.Path);
    }
}
