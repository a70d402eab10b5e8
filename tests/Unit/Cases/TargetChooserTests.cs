using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Registry;
using InferenceBench.Tests.Unit.Cli;
using Xunit;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class TargetChooserTests
{
    private static readonly FrameworkRegistry s_registry = new(new ScriptedFramework("here"), new ScriptedFramework("gone"));

    private static readonly Dictionary<string, FrameworkProbe> s_probes = new()
    {
        ["here"] = new FrameworkProbe(Availability.Yes, "1.0", null,
            [new ProviderProbe("cpu", "cpu", Availability.Yes), new ProviderProbe("cuda", "cuda:0", Availability.No("no driver", "install it"))]),
        ["gone"] = FrameworkProbe.Unavailable("not built: no package", "add a feed"),
    };

    [Fact]
    public void What_is_not_here_is_asked_for_only_by_name()
    {
        Assert.Equal(
            [("here", "cpu", false), ("here", "cuda", false), ("gone", "cpu", false), ("gone", "cuda", false)],
            Asked(new RunOptions()));
    }

    [Fact]
    public void A_device_or_provider_asks_the_frameworks_that_are_here()
    {
        Assert.Equal([("here", "cuda", true), ("gone", "cuda", false)], Asked(new RunOptions { Devices = [Device.Cuda(0)] }));
        Assert.Equal([("here", "cuda", true), ("gone", "cuda", false)], Asked(new RunOptions { Providers = ["cuda"] }));
    }

    [Fact]
    public void A_framework_that_is_named_and_not_here_is_asked_for_once()
    {
        Assert.Equal([("gone", "cpu", true), ("gone", "cuda", false)], Asked(new RunOptions { Frameworks = ["gone"] }));
    }

    [Fact]
    public void A_missing_framework_says_why_and_what_to_do()
    {
        CaseTarget missing = TargetChooser.Choose(s_registry, new RunOptions { Threads = 3 }, s_probes).First(static target => target.Framework.Id == "gone");

        Assert.Equal((true, "not built: no package; add a feed", 3), (missing.IsFrameworkMissing, missing.UnavailableReason, missing.Threads));
        Assert.All(TargetChooser.Choose(s_registry, new RunOptions { Frameworks = ["here"] }, s_probes), static target => Assert.False(target.IsFrameworkMissing));
    }

    [Fact]
    public void Without_variants_each_framework_runs_those_of_its_own_defaults()
    {
        var registry = new FrameworkRegistry(new ScriptedFramework("here", "plain", "fast"), new ScriptedFramework("gone", "plain", "fast") { DefaultVariants = ["plain", "fast"] });

        Assert.Equal([("here", "plain"), ("gone", "plain"), ("gone", "fast")], Variants(registry, new RunOptions { Providers = ["cpu"] }));
        Assert.Equal([("here", "fast"), ("gone", "fast")], Variants(registry, new RunOptions { Providers = ["cpu"], Variants = ["fast"] }));
    }

    private static IEnumerable<(string Framework, string Variant)> Variants(FrameworkRegistry registry, RunOptions options)
    {
        return TargetChooser.Choose(registry, options, s_probes).Select(static target => (target.Framework.Id, target.Variant));
    }

    private static IEnumerable<(string Framework, string Provider, bool IsAsked)> Asked(RunOptions options)
    {
        return TargetChooser.Choose(s_registry, options, s_probes).Select(static target => (target.Framework.Id, target.Provider, target.IsAsked));
    }
}
