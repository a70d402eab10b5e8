using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class TorchSharpRequestsTests
{
    [Fact]
    public void A_request_that_fits_is_opened_with_the_engines_origin()
    {
        string opened = "";
        TorchSharpRequests.Open(Request(), static () => "somewhere", static () => 0, origin => Open(opened = origin));

        Assert.Equal("somewhere", opened);
    }

    [Fact]
    public void Another_precision_is_skipped()
    {
        NotSupportedException e = Assert.Throws<NotSupportedException>(() => Open(Request() with { Precision = Precision.Fp16 }));

        Assert.Equal("torchsharp runs fp32 alone, not fp16", e.Message);
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        InferenceException e = Assert.Throws<InferenceException>(() => Open(Request() with { Provider = "cuda", Device = Device.Cuda(1) }));

        Assert.Equal("torchsharp cannot run on cuda:1: this libtorch finds 1 CUDA devices", e.Message);
    }

    [Theory]
    [InlineData("tensorrt", "eager", "torchsharp has no provider 'tensorrt' for cpu; it has cpu, cuda")]
    [InlineData("cuda", "eager", "torchsharp has no provider 'cuda' for cpu; it has cpu, cuda")]
    [InlineData("cpu", "frozen", "torchsharp has no variant 'frozen'; it has optimised, eager")]
    public void What_it_does_not_have_is_refused_with_what_it_has(string provider, string variant, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() => Open(Request() with { Provider = provider, Variant = variant }));

        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void What_the_engine_says_of_a_model_comes_in_one_line()
    {
#pragma warning disable CA2201 // It is the one that TorchSharp throws.
        var failure = new ExternalException("bad file\nException raised from read");
#pragma warning restore CA2201
        InferenceException e = Assert.Throws<InferenceException>(() => TorchSharpRequests.Open(Request(), static () => "", static () => 0, _ => throw failure));

        Assert.Equal("torchsharp cannot open /m.onnx: bad file", e.Message);
    }

    [Fact]
    public void A_library_that_does_not_load_is_the_probes_answer()
    {
        FrameworkProbe probe = TorchSharpRequests.Probe(static () => throw new NativeLibraryException("no libtorch", "get one"), static () => "", static () => 0);

        Assert.Equal(Availability.No("no libtorch", "get one"), probe.Availability);
    }

    [Fact]
    public void Without_a_cuda_device_the_first_one_is_named_with_the_reason()
    {
        FrameworkProbe probe = TorchSharpRequests.Probe(static () => "somewhere", static () => "1.0", static () => 0);

        Assert.Equal(["cpu True", "cuda:0 False"], probe.Providers.Select(static provider => $"{provider.Device} {provider.Availability.IsAvailable}"));
    }

    [Fact]
    public void All_tensors_of_a_nested_result_are_found_in_their_order()
    {
        FakeTensor[] tensors = [new("a"), new("b"), new("c"), new("d")];
        object result = (tensors[0], new object[] { tensors[1], new[] { tensors[2] } }, tensors[3]);

        Assert.Equal(tensors, TorchSharpRequests.Flatten<FakeTensor>(result));
    }

    [Theory]
    [InlineData(3, "the module gives Int32, not tensors alone")]
    [InlineData(null, "the module gives None, not tensors alone")]
    [InlineData("text", "the module gives String, not tensors alone")]
    public void A_result_without_tensors_is_not_supported(object? result, string message)
    {
        NotSupportedException e = Assert.Throws<NotSupportedException>(() => TorchSharpRequests.Flatten<FakeTensor>(result).ToArray());

        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("/m.onnx", "eager", "eager: one call from C# for each operator")]
    [InlineData("/m.onnx", "optimised", "script: one torch.jit.compile function, weights as arguments, profiling executor, no freeze")]
    [InlineData("/m.pt", "eager", "torch.jit.load, as saved (eager and optimised alike)")]
    public void The_settings_say_what_a_variant_does(string path, string variant, string optimisation)
    {
        OpenRequest request = Request() with { ModelPath = path, Variant = variant };
        Dictionary<string, string> settings = TorchSharpRequests.Describe(request, new TorchSharpOptions(1, false), 4, 1, "no_grad", "libtorch 1.0");

        Assert.Equal(optimisation, settings["optimisation"]);
        Assert.Equal("4", settings["threads"]);
        Assert.Equal("n/a (cpu)", settings["tf32"]);
    }

    private static IInferenceSession Open(OpenRequest request)
    {
        return TorchSharpRequests.Open(request, static () => "", static () => 1, static origin => Open(origin));
    }

    // What is opened is the adapter's; here it is enough that it was asked to.
    private static IInferenceSession Open(string origin)
    {
        _ = origin;
        return null!;
    }

    private static OpenRequest Request()
    {
        return new OpenRequest("/m.onnx", [], [], Device.Cpu, "cpu", "eager", Precision.Fp32, 1, new Dictionary<string, string>());
    }
}
