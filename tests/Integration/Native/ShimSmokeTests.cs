using System.Text.RegularExpressions;
using Xunit;

namespace InferenceBench.Tests.Integration.Native;

public sealed partial class ShimSmokeTests
{
    [Fact]
    public void The_header_is_C()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.Equal("", ShimSmoke.Compile("-c", "-o", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_loaded_version_is_the_one_that_was_compiled_against()
    {
        ShimStep step = ShimSmoke.Step("version");

        Assert.Equal(ShimStep.Ok, step.Status);
        Assert.Matches(SameVersionTwice(), step.Text);
    }

    [Theory]
    [InlineData("unknown-operator", ShimStep.Failed, "no_such_operator", "(at: return [torch.no_such_operator(y)])")]
    [InlineData("unknown-parameter", ShimStep.Failed, "'nowhere'", "(at: return [torch.add(x, self.nowhere)])")]
    [InlineData("syntax", ShimStep.Failed, "expected )", "(at: return [torch.relu(x])")]
    [InlineData("types", ShimStep.Failed, "instead found type 'int'", "(at: return [torch.conv2d(x, 3)])")]
    [InlineData("wrong-channels", ShimStep.Failed, "Given groups=1, weight of size [4, 3, 3, 3], expected input[1, 2, 8, 8] to have 3 channels", "(at: c = torch.conv2d(")]
    [InlineData("out-of-memory", ShimStep.OutOfMemory, "you tried to allocate 140737488355328 bytes", "(at: return [torch.zeros(")]
    [InlineData("output-count", ShimStep.Failed, "3 outputs", "1 buffers are bound")]
    [InlineData("output-shape", ShimStep.Failed, "[1, 4, 8, 8]", "[2, 2]")]
    [InlineData("small-buffer", ShimStep.BadArgument, "767 bytes", "[1, 3, 8, 8] of Float")]
    [InlineData("no-inputs", ShimStep.Failed, "forward() is missing value", "'x'")]
    [InlineData("run-unconfigured", ShimStep.BadArgument, "not configured", "")]
    [InlineData("configure-twice", ShimStep.BadArgument, "configured once", "")]
    [InlineData("output-3", ShimStep.BadArgument, "no output 3 of 3", "")]
    [InlineData("prepare-count", ShimStep.BadArgument, "prepare gives 1 tensors for 2 names", "")]
    [InlineData("inter-op-again", ShimStep.BadArgument, "set to 1 and cannot be set to 2", "")]
    [InlineData("supports-int8", ShimStep.BadArgument, "Char", "")]
    [InlineData("supports-cuda", ShimStep.Unsupported, "CUDA", "")]
    [InlineData("load-1", ShimStep.Failed, "text.pt is not a TorchScript file", "torch.jit.save")]
    [InlineData("load-2", ShimStep.Failed, "pickle.pt is not a TorchScript file", "torch.jit.save")]
    [InlineData("load-3", ShimStep.Failed, "cut.pt is not a TorchScript file", "torch.jit.save")]
    [InlineData("load-4", ShimStep.Failed, "missing.pt cannot be read", "No such file")]
    public void A_failure_is_a_status_and_one_line_that_says_what_and_where(string name, int status, string what, string where)
    {
        ShimStep step = ShimSmoke.Step(name);

        Assert.Equal(status, step.Status);
        Assert.Contains(what, step.Text, StringComparison.Ordinal);
        Assert.Contains(where, step.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", step.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eager")]
    [InlineData("eager-nhwc")]
    [InlineData("frozen")]
    [InlineData("frozen-nhwc")]
    [InlineData("optimised")]
    [InlineData("optimised-nhwc")]
    [InlineData("eager-as-it-is")]
    [InlineData("eager-as-it-is-nhwc")]
    [InlineData("frozen-as-it-is")]
    [InlineData("optimised-as-it-is")]
    public void Every_form_computes_the_same(string name)
    {
        Assert.Equal(new ShimStep(ShimStep.Ok, "121.000"), ShimSmoke.Step(name));
    }

    // Small whole numbers are exact in 8 bits, too; what a libtorch does not compute on this processor it says.
    [Theory]
    [InlineData("supports-float16", "eager-float16")]
    [InlineData("supports-float16", "frozen-float16-nhwc")]
    [InlineData("supports-float16", "optimised-float16")]
    [InlineData("supports-bfloat16", "eager-bfloat16")]
    [InlineData("supports-bfloat16", "frozen-bfloat16")]
    [InlineData("supports-bfloat16", "optimised-bfloat16-nhwc")]
    public void A_type_that_is_supported_computes_the_same_and_another_one_is_refused_as_unsupported(string supports, string name)
    {
        ShimStep supported = ShimSmoke.Step(supports), form = ShimSmoke.Step(name);

        Assert.Equal(supported.Status, form.Status);
        if (supported.Status == ShimStep.Ok)
        {
            Assert.Equal("121.000", form.Text);
        }
        else
        {
            Assert.Equal(ShimStep.Unsupported, form.Status);
            Assert.NotEqual("", form.Text);
        }
    }

    // [[1,4],[2,5],[3,6]]·2·[1,1]; six floats, and not also the six from which they were made.
    [Theory]
    [InlineData("prepared-0")]
    [InlineData("prepared-1")]
    [InlineData("prepared-2")]
    public void What_is_prepared_once_takes_the_place_of_its_weights(string name)
    {
        Assert.Equal(new ShimStep(ShimStep.Ok, "10 14 18, 24 bytes"), ShimSmoke.Step(name));
    }

    [Fact]
    public void Unbound_outputs_can_be_read()
    {
        Assert.Equal(new ShimStep(ShimStep.Ok, "3 outputs, type 1, rank 4, 1 x 4 x 8 x 8, 1024 bytes"), ShimSmoke.Step("read"));
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("threads-again")]
    [InlineData("switches")]
    [InlineData("supports-float")]
    [InlineData("unbound")]
    [InlineData("bare-loop")]
    [InlineData("bare-times")]
    public void The_rest_just_works(string name)
    {
        Assert.Equal(new ShimStep(ShimStep.Ok, ""), ShimSmoke.Step(name));
    }

    [Fact]
    public void Threads_are_as_they_were_set_last()
    {
        Assert.Equal("1 and 1", ShimSmoke.Step("threads-now").Text);
    }

    [GeneratedRegex(@"^(\d+\.\d+\.\d+)\S* compiled against \1$")]
    private static partial Regex SameVersionTwice();
}
