using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Native;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Engine;

public sealed class TensorFlowErrorsTests
{
    [Fact]
    public void A_failure_keeps_call_code_and_text()
    {
        Assert.Equal(
            "TF_SessionRun failed (TF_INVALID_ARGUMENT): shapes differ",
            Assert.IsType<InferenceException>(TensorFlowErrors.Create(TF_Code.TF_INVALID_ARGUMENT, "shapes differ", "TF_SessionRun")).Message);
    }

    [Fact]
    public void Exhausted_memory_is_called_by_its_name()
    {
        Assert.Equal("out of memory: OOM when allocating", Assert.IsType<InferenceException>(TensorFlowErrors.Create(TF_Code.TF_RESOURCE_EXHAUSTED, "OOM when allocating", "TF_SessionRun")).Message);
    }

    [Theory]
    [InlineData(TF_Code.TF_UNIMPLEMENTED, "grouped convolution", "TensorFlow does not do it: grouped convolution")]
    [InlineData(TF_Code.TF_INVALID_ARGUMENT, "No OpKernel was registered to support Op 'Cos' Registered: device='CPU'; T in [DT_FLOAT]", "TensorFlow has no kernel for it here: No OpKernel was registered to support Op 'Cos'")]
    [InlineData(TF_Code.TF_NOT_FOUND, "No registered 'Cos' OpKernel for 'CPU' devices", "TensorFlow has no kernel for it here: No registered 'Cos' OpKernel for 'CPU' devices")]
    public void What_TensorFlow_does_not_do_is_no_failure_and_its_list_of_kernels_is_left_out(object code, string text, string message)
    {
        Assert.Equal(message, Assert.IsType<NotSupportedException>(TensorFlowErrors.Create((TF_Code)code, text, "TF_SessionRun")).Message);
    }

    [Fact]
    public void An_operator_that_this_TensorFlow_does_not_know_is_a_failure()
    {
        Assert.IsType<InferenceException>(TensorFlowErrors.Create(TF_Code.TF_NOT_FOUND, "Op type not registered 'Frobnicate'", "TF_GraphImportGraphDef"));
    }

    [Fact]
    public void A_text_of_pages_is_cut()
    {
        Assert.InRange(TensorFlowErrors.Create(TF_Code.TF_INTERNAL, new string('x', 5000), "TF_SessionRun").Message.Length, 500, 700);
    }
}
