namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>
/// Folders that look like installed libtorchs, and stand-ins for CMake and the compiler that only count how often they are asked: so the rules of the shim's
/// <c>build.sh</c> are tested in milliseconds and on machines that have none of them.
/// </summary>
internal sealed class LibtorchSandbox : IDisposable
{
    private const string Cmake =
        """
        #!/bin/bash
        sandbox=$(dirname "$(dirname "$0")")
        if [[ $1 == --build ]]; then
          [[ ! -e $sandbox/broken ]] || { cat "$sandbox/broken"; exit 1; }
          echo library >"$2/libinferencebench_torch.so"
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

    private readonly Dictionary<string, string> _environment = new();

    public LibtorchSandbox()
    {
        Root = Directory.CreateTempSubdirectory("inferencebench shim ").FullName;
        Directory.CreateDirectory(Path.Combine(Root, "tools"));
        foreach (string tool in s_tools)
        {
            string? file = new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).FirstOrDefault(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Root, "tools", tool), file ?? throw new FileNotFoundException($"{tool} is not installed"));
        }

        WriteTool("cmake", Cmake);
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
    public string Library => Path.Combine(Root, "out/libinferencebench_torch.so");

    /// <summary>Absolute path of something in here.</summary>
    public string At(string relativePath)
    {
        return Path.Combine(Root, relativePath);
    }

    /// <summary>A folder with libraries and headers, all of them empty, of the given version.</summary>
    public void WriteLibtorch(string folder, string version, string libraries = "lib", bool hasHeaders = true)
    {
        foreach (string name in (string[])["libtorch.so", "libtorch_cpu.so", "libc10.so"])
        {
            Write($"{folder}/{libraries}/{name}", "");
        }

        if (hasHeaders)
        {
            string[] parts = version.Split('.');
            Write($"{folder}/include/ATen/ATen.h", "");
            Write(
                $"{folder}/include/torch/csrc/api/include/torch/version.h",
                $"#pragma once\n#define TORCH_VERSION_MAJOR {parts[0]}\n#define TORCH_VERSION_MINOR {parts[1]}\n#define TORCH_VERSION_PATCH {parts[2]}\n");
        }
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
        string[] lines = await File.ReadAllLinesAsync(At("out/inferencebench_torch.txt"));
        return (run, lines.Select(static line => line.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]));
    }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
    }

    private Task<ScriptProcess> RunAsync(string[] arguments)
    {
        string script = Path.Combine(SourceTree.Root, "frameworks/native/torch/build.sh");
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
