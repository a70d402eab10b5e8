namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>
/// A tree that stands for <c>/</c>, and stand-ins for CMake and the compiler that only count how often they are asked: so the rules of a shim's <c>build.sh</c> are tested
/// in milliseconds and on machines that have nothing of what it looks for.
/// </summary>
internal sealed class ShimSandbox : IDisposable
{
    private const string Cmake =
        """
        #!/bin/bash
        sandbox=$(dirname "$(dirname "$0")")
        if [[ $1 == --build ]]; then
          [[ ! -e $sandbox/broken ]] || { cat "$sandbox/broken"; exit 1; }
          echo library >"$2/libinferencebench_SHIM.so"
          exit
        fi
        echo "$*" >>"$sandbox/calls.txt"
        mkdir -p "$4"
        echo "-- inferencebench: cxx11_abi=0"
        echo "-- inferencebench: cuda=1"

        """;

    // All that the script calls, and nothing else that happens to be installed.
    private static readonly string[] s_tools =
        ["bash", "env", "readlink", "dirname", "stat", "cat", "sha256sum", "cut", "mkdir", "flock", "rm", "mv", "find", "sed", "grep", "head", "tail", "nproc"];

    private readonly string _shim;
    private readonly Dictionary<string, string> _environment = new();

    /// <summary>Makes an empty tree.</summary>
    /// <param name="shim">The shim's folder in <c>frameworks/native</c>: <c>torch</c>.</param>
    public ShimSandbox(string shim)
    {
        _shim = shim;
        Root = Directory.CreateTempSubdirectory("inferencebench shim ").FullName;
        Directory.CreateDirectory(Path.Combine(Root, "tools"));
        foreach (string tool in s_tools)
        {
            string? file = new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).FirstOrDefault(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Root, "tools", tool), file ?? throw new FileNotFoundException($"{tool} is not installed"));
        }

        WriteTool("cmake", Cmake.Replace("SHIM", shim, StringComparison.Ordinal));
        WriteTool("g++", "#!/bin/bash\n");
        WriteTool("make", "#!/bin/bash\n");
        _environment["PATH"] = Path.Combine(Root, "tools");
        _environment["HOME"] = Path.Combine(Root, "home");
    }

    /// <summary>Stands for <c>/</c>.</summary>
    public string Root { get; }

    /// <summary>How often something was built, one line each.</summary>
    public string[] Builds => File.Exists(Path.Combine(Root, "calls.txt")) ? File.ReadAllLines(Path.Combine(Root, "calls.txt")) : [];

    /// <summary>The library that a build makes.</summary>
    public string Library => Path.Combine(Root, $"out/libinferencebench_{_shim}.so");

    /// <summary>Absolute path of something in here.</summary>
    public string At(string relativePath)
    {
        return Path.Combine(Root, relativePath);
    }

    public void Write(string relativePath, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relativePath))!);
        File.WriteAllText(At(relativePath), content);
    }

    public void SetEnvironment(string name, string value)
    {
        _environment[name] = value;
    }

    /// <summary>Runs <c>build.sh --find</c>.</summary>
    public Task<ScriptProcess> FindAsync(params string[] arguments)
    {
        return RunAsync(["--find", .. arguments]);
    }

    /// <summary>Runs <c>build.sh --out</c> and gives its text file.</summary>
    public async Task<(ScriptProcess Run, IReadOnlyDictionary<string, string> Facts)> BuildAsync()
    {
        ScriptProcess run = await RunAsync(["--out", At("out")]);
        string[] lines = await File.ReadAllLinesAsync(At($"out/inferencebench_{_shim}.txt"));
        return (run, lines.Select(static line => line.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]));
    }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
    }

    private Task<ScriptProcess> RunAsync(string[] arguments)
    {
        string script = Path.Combine(SourceTree.Root, "frameworks/native", _shim, "build.sh");
        return ScriptProcess.RunAsync(script, [.. arguments, "--root", Root], Root, _environment, TimeSpan.FromMinutes(1));
    }

    private void WriteTool(string name, string content)
    {
        Write("tools/" + name, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("tools/" + name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
