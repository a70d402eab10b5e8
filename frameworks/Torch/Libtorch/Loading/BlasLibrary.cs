using System.Text.RegularExpressions;

namespace InferenceBench.Frameworks.Torch.Loading;

/// <summary>The library in which libtorch multiplies matrices on the CPU.</summary>
/// <param name="Name">Vendor and file.</param>
/// <param name="Warning">What <c>doctor</c> says of it; null when nothing speaks against it.</param>
internal sealed partial record BlasLibrary(string Name, string? Warning)
{
    /// <summary>Of the reference implementation, plain loops.</summary>
    public const string ReferenceWarning =
        "BLAS is the reference implementation, some 10 times slower in matrix products; apt-get install libopenblas0 libopenblas0-openmp";

    /// <summary>Of OpenBLAS with a pool of its own: its threads, waiting for work, and OpenMP's take the processors from each other (measured on two: latencies of 29 and 53 ms in turn where one pool gives 29).</summary>
    public const string OwnThreadsWarning =
        "OpenBLAS runs threads of its own beside OpenMP's, which disturb each other; apt-get install libopenblas0-openmp and apt-get remove libopenblas0-pthread";

    /// <summary>The library of this process.</summary>
    /// <param name="buildInfo">libtorch's description of its build.</param>
    public static BlasLibrary Find(string buildInfo)
    {
        return Find(File.ReadLines("/proc/self/maps"), buildInfo);
    }

    /// <summary>Tells by the files that are mapped, else by what libtorch says is inside it.</summary>
    /// <param name="maps">Lines of <c>/proc/PID/maps</c>.</param>
    /// <param name="buildInfo">libtorch's description of its build.</param>
    public static BlasLibrary Find(IEnumerable<string> maps, string buildInfo)
    {
        string[] files = [.. maps
            .Select(static line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and int start ? line[start..] : "")
            .Where(static path => LibraryName().IsMatch(path))
            .Distinct()];
        // Debian's libblas.so.3 is one of several; what else is mapped belongs to it.
        string? file = files.FirstOrDefault(static path => Path.GetFileName(path).StartsWith("libblas", StringComparison.Ordinal)) ?? files.FirstOrDefault();
        if (file is null)
        {
            string inside = buildInfo.Contains("Math Kernel Library", StringComparison.Ordinal) ? "MKL"
                : BuiltIn().Match(buildInfo) is { Success: true } match ? match.Groups[1].Value
                : "BLAS not known";
            return new BlasLibrary($"{inside}, inside libtorch", null);
        }

        bool isReference = file.Contains("/blas/libblas.so", StringComparison.Ordinal);
        string vendor = isReference ? "reference BLAS"
            : file.Contains("openblas", StringComparison.OrdinalIgnoreCase) ? "OpenBLAS"
            : file.Contains("mkl", StringComparison.Ordinal) ? "MKL"
            : file.Contains("blis", StringComparison.Ordinal) ? "BLIS"
            : file.Contains("atlas", StringComparison.Ordinal) ? "ATLAS"
            : "BLAS";
        string? warning = isReference ? ReferenceWarning : file.Contains("/openblas-pthread/", StringComparison.Ordinal) ? OwnThreadsWarning : null;
        return new BlasLibrary($"{vendor} ({file})", warning);
    }

    [GeneratedRegex(@"/lib(blas|openblas|mkl_|blis|atlas|nvpl_blas|armpl)[^/]*\.so[^/]*$")]
    private static partial Regex LibraryName();

    [GeneratedRegex(@"\bBLAS_INFO=(\w+)")]
    private static partial Regex BuiltIn();
}
