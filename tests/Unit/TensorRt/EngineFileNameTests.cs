using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class EngineFileNameTests
{
    [Theory]
    [InlineData("/a/resnet8_cifar10_fp16.engine", "resnet8", "cifar10", Precision.Fp16, "resnet8_cifar10")]
    [InlineData("alexnet_imagenet_int8.engine", "alexnet", "imagenet", Precision.Int8, "alexnet_imagenet")]
    [InlineData("RegNet_ImageNet_FP32.engine", "RegNet", "ImageNet", Precision.Fp32, "RegNet_ImageNet")]
    [InlineData("mobilenet_v3_large_cifar10_bf16.engine", "mobilenet_v3_large", "cifar10", Precision.Bf16, "mobilenet_v3_large_cifar10")]
    [InlineData("mobilenet_v3_large_fp16.plan", "mobilenet_v3_large", null, Precision.Fp16, "mobilenet_v3_large")]
    [InlineData("resnet50_float16.engine", "resnet50", null, Precision.Fp16, "resnet50")]
    [InlineData("resnet18_cifar100.engine", "resnet18", "cifar100", null, "resnet18_cifar100")]
    [InlineData("resnet18.engine", "resnet18", null, null, "resnet18")]
    [InlineData("mobilenet_v3_large.engine", "mobilenet_v3_large", null, null, "mobilenet_v3_large")]
    [InlineData("fp16.engine", "fp16", null, null, "fp16")]
    [InlineData("_fp16.engine", "_fp16", null, null, "_fp16")]
    [InlineData("net_.engine", "net_", null, null, "net_")]
    public void Name_data_set_and_precision_are_told_by_the_parts_of_the_name(string path, string name, string? dataset, Precision? precision, string model)
    {
        EngineFileName parsed = EngineFileName.Parse(path);

        Assert.Equal((name, dataset, precision, model), (parsed.Name, parsed.Dataset, parsed.Precision, parsed.Model));
    }

    [Theory]
    [InlineData(new[] { ElementType.Float16, ElementType.Float16 }, Precision.Fp16)]
    [InlineData(new[] { ElementType.Int64, ElementType.BFloat16 }, Precision.Bf16)]
    [InlineData(new[] { ElementType.Float16, ElementType.Float32 }, Precision.Fp32)]
    [InlineData(new[] { ElementType.Int8, ElementType.Int8 }, Precision.Int8)]
    [InlineData(new[] { ElementType.Int32 }, Precision.Fp32)]
    public void A_name_that_says_nothing_leaves_it_to_the_types(ElementType[] types, Precision precision)
    {
        Assert.Equal(precision, EnginePrecision.Of(types));
    }
}
