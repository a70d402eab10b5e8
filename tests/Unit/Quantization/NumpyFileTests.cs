using System.Text;
using InferenceBench.Cli;
using InferenceBench.Quantization;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Quantization;

public sealed class NumpyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_elements_of_both_versions_are_copied(byte version)
    {
        Assert.Equal([1, 2, 3, 4], Copy(version, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n", [1, 2, 3, 4]));
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }\n")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }\n")]
    public void Another_type_or_order_is_refused_with_what_would_be_right(string header)
    {
        Assert.Contains("numpy.ascontiguousarray(x, dtype='<f4')", Assert.Throws<UsageException>(() => Copy(1, header, [1, 2, 3, 4])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_cut_off_is_refused()
    {
        string file = _folder.File("cut.npy");
        File.WriteAllBytes(file, [0x93, .. "NUMPY"u8, 1, 0, 200, 0, 1]);

        Assert.True(NumpyFile.Is(file));
        Assert.Throws<UsageException>(() => NumpyFile.CopyFloats(file, Stream.Null));
    }

    [Fact]
    public void Raw_values_are_no_such_file()
    {
        string file = _folder.File("raw.f32");
        File.WriteAllBytes(file, [1, 2, 3]);

        Assert.False(NumpyFile.Is(file));
    }

    private byte[] Copy(byte version, string header, byte[] elements)
    {
        string file = _folder.File("x.npy");
        byte[] length = version == 1 ? [(byte)header.Length, 0] : [(byte)header.Length, 0, 0, 0];
        File.WriteAllBytes(file, [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. elements]);
        using var target = new MemoryStream();
        NumpyFile.CopyFloats(file, target);
        return target.ToArray();
    }
}
