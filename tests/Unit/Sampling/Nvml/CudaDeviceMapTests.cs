using InferenceBench.Sampling.Nvml;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Nvml;

public sealed class CudaDeviceMapTests
{
    private const string FirstUuid = "GPU-0f3a7c11-0000-0000-0000-000000000001";
    private const string SecondUuid = "GPU-0f3b9d22-0000-0000-0000-000000000002";

    private static readonly GpuIdentity s_first = new(FirstUuid, new PciAddress(0, 0x3b, 0));
    private static readonly GpuIdentity s_second = new(SecondUuid, new PciAddress(0, 0xaf, 0));
    private static readonly GpuIdentity[] s_both = [s_first, s_second];

    [Fact]
    public void CUDA_and_NVML_may_count_in_opposite_order()
    {
        CudaListing reversed = new([s_second, s_first], null);

        Assert.Equal(1, Find(0, reversed));
        Assert.Equal(0, Find(1, reversed));
    }

    [Fact]
    public void The_UUID_counts_before_the_PCI_address()
    {
        CudaListing odd = new([new GpuIdentity(SecondUuid.ToUpperInvariant(), s_first.Pci)], null);

        Assert.Equal(1, Find(0, odd));
    }

    [Fact]
    public void An_instance_of_MIG_is_found_by_the_PCI_address_of_its_GPU()
    {
        CudaListing instance = new([new GpuIdentity("GPU-ffffffff-0000-0000-0000-00000000000f", s_second.Pci)], null);

        Assert.Equal(1, Find(0, instance));
    }

    [Fact]
    public void What_nothing_identifies_is_not_guessed()
    {
        CudaListing blank = new([new GpuIdentity(null, null), new GpuIdentity(null, null)], null);
        GpuIdentity[] blankGpus = [new GpuIdentity(null, null), new GpuIdentity(null, null)];

        Assert.Contains("has its UUID (unknown) or PCI address", Refuse(() => CudaDeviceMap.Find(0, blankGpus, () => blank, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_GPU_is_the_first_of_CUDA_without_asking_it()
    {
        Assert.Equal(0, CudaDeviceMap.Find(0, [new GpuIdentity(null, null)], static () => throw new InvalidOperationException("asked"), null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("nonsense,0")]
    [InlineData(" ")]
    public void A_variable_that_hides_all_GPUs_leaves_none(string variable)
    {
        string message = Refuse(() => CudaDeviceMap.Find(0, [s_first], static () => CudaListing.NoLibrary, variable));

        Assert.Equal($"NVML cannot tell which GPU cuda:0 is: CUDA_VISIBLE_DEVICES is '{variable}' and hides every GPU", message);
    }

    [Theory]
    [InlineData(2, "CUDA sees 2 GPUs")]
    [InlineData(-1, "CUDA sees 2 GPUs")]
    public void An_ordinal_that_CUDA_does_not_have_is_refused(int ordinal, string why)
    {
        Assert.EndsWith(why, Refuse(() => Find(ordinal, new CudaListing(s_both, null))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_CUDA_that_fails_is_not_guessed_around()
    {
        Assert.EndsWith("cuInit returned 999", Refuse(() => Find(0, CudaListing.Failed("cuInit returned 999"), SecondUuid)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SecondUuid, 0, 1)]
    [InlineData(SecondUuid + "," + FirstUuid, 1, 0)]
    [InlineData("GPU-0f3b", 0, 1)]
    [InlineData("gpu-0F3A", 0, 0)]
    [InlineData(" GPU-0f3b , GPU-0f3a ", 1, 0)]
    [InlineData("MIG-GPU-0f3b9d22-0000-0000-0000-000000000002/7/0", 0, 1)]
    public void Without_CUDA_the_variable_tells_by_UUID(string variable, int ordinal, int expected)
    {
        Assert.Equal(expected, Find(ordinal, CudaListing.NoLibrary, variable));
    }

    [Theory]
    [InlineData(null, 0, "only CUDA knows its order of 2 GPUs")]
    [InlineData("1,0", 0, "'1' of CUDA_VISIBLE_DEVICES is the UUID of none of NVML's 2 GPUs")]
    [InlineData("GPU-0f3", 0, "'GPU-0f3' of CUDA_VISIBLE_DEVICES is the UUID of several of NVML's 2 GPUs")]
    [InlineData("GPU-", 0, "'GPU-' of CUDA_VISIBLE_DEVICES is the UUID of none of NVML's 2 GPUs")]
    [InlineData("MIG-7d1c9d22-0000-0000-0000-000000000002", 0, "'MIG-7d1c9d22-0000-0000-0000-000000000002' of CUDA_VISIBLE_DEVICES is the UUID of none of NVML's 2 GPUs")]
    [InlineData("GPU-0f3b", 1, "CUDA_VISIBLE_DEVICES is 'GPU-0f3b'")]
    [InlineData("GPU-0f3b,-1,GPU-0f3a", 1, "CUDA_VISIBLE_DEVICES is 'GPU-0f3b,-1,GPU-0f3a'")]
    public void Without_CUDA_what_the_variable_does_not_tell_is_refused(string? variable, int ordinal, string why)
    {
        Assert.EndsWith(why, Refuse(() => Find(ordinal, CudaListing.NoLibrary, variable)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000:3B:00.0", 0u, 0x3bu, 0u)]
    [InlineData("00000000:3b:00.0", 0u, 0x3bu, 0u)]
    [InlineData("0002:01:1F.0", 2u, 1u, 0x1fu)]
    [InlineData("10de:AF:00", 0x10deu, 0xafu, 0u)]
    public void PCI_addresses_of_either_length_are_read(string text, uint domain, uint bus, uint device)
    {
        Assert.True(PciAddress.TryParse(text, out PciAddress address));
        Assert.Equal(new PciAddress(domain, bus, device), address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3B:")]
    [InlineData("0000:xx:00.0")]
    public void What_is_no_PCI_address_is_refused(string? text)
    {
        Assert.False(PciAddress.TryParse(text, out _));
    }

    [Fact]
    public void A_UUID_is_written_as_NVML_writes_it()
    {
        byte[] bytes = [.. Enumerable.Range(0, 16).Select(static value => (byte)(value * 17))];

        Assert.Equal("GPU-00112233-4455-6677-8899-aabbccddeeff", GpuIdentity.FormatUuid(bytes));
    }

    private static int Find(int ordinal, CudaListing listing, string? variable = null)
    {
        return CudaDeviceMap.Find(ordinal, s_both, () => listing, variable);
    }

    private static string Refuse(Func<object> find)
    {
        NvmlException exception = Assert.Throws<NvmlException>(find);
        Assert.NotNull(exception.Remedy);
        return exception.Message;
    }
}
