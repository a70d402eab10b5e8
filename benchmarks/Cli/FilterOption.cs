using System.CommandLine;

namespace InferenceBench.Cli;

/// <summary>BenchmarkDotNet's <c>--filter</c>, read here so that a run with no other of its options can do without its parser.</summary>
internal static class FilterOption
{
    /// <summary>The option: one or more globs.</summary>
    public static Option<string[]> Create()
    {
        return new Option<string[]>("--filter", "-f")
        {
            HelpName = "GLOB",
            Description = "only benchmarks whose Class.Method(params) match a glob, for example '*Resnet*'; default: all",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
    }
}
