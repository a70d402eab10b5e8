using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class TorchEnvironmentTests
{
    [Fact]
    public void Every_pool_below_libtorch_has_the_threads_of_the_case_and_waits_passively()
    {
        IReadOnlyDictionary<string, string> variables = LibtorchDescriptor.Instance.EnvironmentFor(new ChildSettings(3, new Dictionary<string, string>()));

        Assert.Equal("3", variables["OMP_NUM_THREADS"]);
        Assert.Equal("3", variables["MKL_NUM_THREADS"]);
        Assert.Equal("3", variables["OPENBLAS_NUM_THREADS"]);
        Assert.Equal("passive", variables["OMP_WAIT_POLICY"]);
    }
}
