using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Loading;

/// <summary>What the build says of the shim, in the text file beside it.</summary>
/// <param name="Folder">The libtorch that it was built for; null when it was not built.</param>
/// <param name="Version">That libtorch's version; null when its files did not tell.</param>
/// <param name="Cxx11Abi">C++ ABI of its strings: 1 for the one since GCC 5, 0 for the older one.</param>
/// <param name="Reason">Why it was not built; null when it was.</param>
/// <param name="Remedy">What to do about it; null when it was built.</param>
internal sealed record ShimBuild(string? Folder, string? Version, string? Cxx11Abi, string? Reason, string? Remedy)
{
    /// <summary>Name of the file beside the shim.</summary>
    public const string FileName = "inferencebench_torch.txt";

    /// <summary>What helps when nothing else is known to.</summary>
    public const string BuildRemedy = "apt-get install libtorch-dev libopenblas0 libopenblas0-openmp, or set LIBTORCH to a libtorch folder; then build again (./run.sh does)";

    /// <summary>The C++ ABI for people.</summary>
    public string Cxx11AbiText => Cxx11Abi switch
    {
        "1" => "C++11",
        "0" => "pre-C++11",
        _ => "not known",
    };

    /// <summary>Reads the file of a folder.</summary>
    /// <param name="folder">Folder of the shim.</param>
    /// <exception cref="NativeLibraryException">The shim was not built.</exception>
    public static ShimBuild Read(string folder)
    {
        return Of(ShimFacts.Read(Path.Combine(folder, FileName), BuildRemedy));
    }

    /// <summary>Reads lines of <c>key=value</c>; unknown keys are left alone.</summary>
    /// <param name="lines">The lines.</param>
    public static ShimBuild Parse(IEnumerable<string> lines)
    {
        return Of(ShimFacts.Parse(lines));
    }

    private static ShimBuild Of(ShimFacts facts)
    {
        string? version = facts.Find("version") is { } text && char.IsAsciiDigit(text[0]) ? text : null;
        return new ShimBuild(facts.Find("libtorch"), version, facts.Find("cxx11_abi"), facts.Reason, facts.Remedy);
    }
}
