using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow;

public sealed class TensorFlowVariantsTests
{
    [Theory]
    [InlineData("graph", "resnet50", "tf")]
    [InlineData("xla", "resnet50", "tfxla")]
    [InlineData("graph", "mobilenet_v3_large", "tf")]
    [InlineData("graph", "mobilenet_v3_large_keras", "keras")]
    [InlineData("xla", "mobilenet_v3_large_keras", "kerasxla")]
    [InlineData("overhead", "resnet50", null)]
    public void Tables_call_a_variant_by_its_name_of_old(string variant, string model, string? name)
    {
        Assert.Equal(name, new TensorFlowFramework().Descriptor.DisplayName(variant, model));
    }

    [Fact]
    public void A_run_takes_both_variants_and_the_default_is_the_graph()
    {
        FrameworkDescriptor descriptor = new TensorFlowFramework().Descriptor;

        Assert.Equal(["graph", "xla"], descriptor.DefaultVariants);
        Assert.Equal("graph", descriptor.Variants[0]);
    }
}
