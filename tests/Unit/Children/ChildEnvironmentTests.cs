using InferenceBench.Children;
using InferenceBench.Contracts;
using InferenceBench.Tests.Unit.Cli;
using Xunit;

namespace InferenceBench.Tests.Unit.Children;

public sealed class ChildEnvironmentTests
{
    private static readonly ChildSettings s_settings = new(3, new Dictionary<string, string> { ["policy"] = "passive" });

    private static readonly FrameworkDescriptor s_framework = new ScriptedFramework("engine").Descriptor with
    {
        EnvironmentFor = static settings => new Dictionary<string, string> { ["THREADS"] = $"{settings.Threads}", ["POLICY"] = settings.Options["policy"] },
    };

    [Fact]
    public void A_child_gets_what_its_framework_wants_for_its_threads_and_options()
    {
        Assert.Equal(
            new Dictionary<string, string> { ["THREADS"] = "3", ["POLICY"] = "passive" },
            ChildEnvironment.Of(s_framework, s_settings, static _ => null));
    }

    [Theory]
    [InlineData("active")]
    [InlineData("")]
    public void What_the_user_has_set_wins(string value)
    {
        Assert.Equal(["THREADS"], ChildEnvironment.Of(s_framework, s_settings, name => name == "POLICY" ? value : null).Keys);
    }

    [Fact]
    public void A_framework_that_wants_nothing_changes_nothing()
    {
        Assert.Empty(ChildEnvironment.Of(new ScriptedFramework("engine").Descriptor, s_settings, static _ => null));
    }
}
