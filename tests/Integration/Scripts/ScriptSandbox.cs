namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>
/// A small tree with the real <c>run.sh</c> and a stand-in for <c>dotnet</c> that "builds" by copying scripts into the places of the programs.
/// So the script's own rules are tested in milliseconds, with failures that a real SDK does not produce on demand.
/// </summary>
internal sealed class ScriptSandbox : IDisposable
{
    private const string Dotnet =
        """
        #!/bin/bash
        case $1 in
          --version) echo 10.0.100 ;;
          build)
            echo "$2" >>calls.txt
            if [[ -e broken ]]; then
              echo "  Restored everything"
              echo "Program.cs(7,9): error CS1002: ; expected [InferenceBench.csproj]"
              echo "Program.cs(7,9): error CS1002: ; expected [InferenceBench.csproj]"
              exit 1
            fi
            for name in InferenceBench InferenceBench.Tests.Unit InferenceBench.Tests.Integration; do
              case $name in
                *.Tests.*) folder=tests/${name##*.} ;;
                *) folder=benchmarks ;;
              esac
              mkdir -p "$folder/bin/Release/net10.0"
              cp "programs/$name" "$folder/bin/Release/net10.0/$name"
              chmod +x "$folder/bin/Release/net10.0/$name"
            done
            if [[ -e notice ]]; then
              cat notice
            fi
            echo "Build succeeded."
            ;;
        esac

        """;

    // As Debian's: "installing" libtorch or TensorRT makes it be found.
    private const string AptGet =
        """
        #!/bin/bash
        root=$(dirname -- "$0")/..
        echo "$*" >>"$root/apt.txt"
        if [[ $1 == install && -e $root/no-space ]]; then
          echo 'E: You do not have enough free space'
          exit 100
        elif [[ $1 == install && $* == *libnvinfer-dev* ]]; then
          touch "$root/tensorrt"
        elif [[ $1 == install ]]; then
          touch "$root/libtorch"
        fi

        """;

    private readonly Dictionary<string, string> _environment = new();

    public ScriptSandbox()
    {
        Root = Directory.CreateTempSubdirectory("inferencebench script ").FullName;
        Write("tools/dotnet", Dotnet);
        Write("global.json", "{}");
        Write("Directory.Build.props", "<Project />");
        Write("Benchmarks.sln", "");
        Write("benchmarks/InferenceBench.csproj", "<Project />");
        Write("benchmarks/Program.cs", "");
        Write("frameworks/A/A.cs", "");
        Write("diagnosers/B/B.cs", "");
        Write("tests/Unit/C.cs", "");
        Write("programs/InferenceBench", "#!/bin/bash\nexit 0\n");
        Write("programs/InferenceBench.Tests.Unit", "#!/bin/bash\nexit 0\n");
        Write("programs/InferenceBench.Tests.Integration", "#!/bin/bash\nexit 0\n");
        WriteProgram("frameworks/native/torch/build.sh", "#!/bin/bash\n[[ -e $(dirname -- \"$0\")/../../../libtorch ]]\n");
        WriteProgram("frameworks/native/tensorrt/build.sh", "#!/bin/bash\n[[ -e $(dirname -- \"$0\")/../../../tensorrt ]]\n");
        WriteProgram("tools/apt-get", AptGet);
        WriteProgram("tools/apt-cache", "#!/bin/bash\n[[ -e $(dirname -- \"$0\")/../no-package ]] || echo '  Candidate: 1.13.1'\n");
        foreach (string tool in new[] { "cmake", "g++", "make" })
        {
            WriteProgram("tools/" + tool, "#!/bin/bash\n");
        }

        Write("libtorch", "");
        File.Copy(Path.Combine(SourceTree.Root, "run.sh"), Path.Combine(Root, "run.sh"));
        MakeExecutable("tools/dotnet");
        _environment["PATH"] = Path.Combine(Root, "tools") + ":/usr/bin:/bin";
        _environment["HOME"] = Root;
    }

    public string Root { get; }

    /// <summary>How often something was built.</summary>
    public int Builds => File.Exists(Path.Combine(Root, "calls.txt")) ? File.ReadAllLines(Path.Combine(Root, "calls.txt")).Length : 0;

    /// <summary>What the package manager was asked to do, one line each.</summary>
    public string[] AptCalls => File.Exists(Path.Combine(Root, "apt.txt")) ? File.ReadAllLines(Path.Combine(Root, "apt.txt")) : [];

    public void Write(string relativePath, string content)
    {
        string path = Path.Combine(Root, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public void Delete(string relativePath)
    {
        File.Delete(Path.Combine(Root, relativePath));
    }

    public void SetEnvironment(string name, string value)
    {
        _environment[name] = value;
    }

    /// <summary>Runs <c>run.sh</c> from a folder that is not its own.</summary>
    public Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        return ScriptProcess.RunAsync(Path.Combine(Root, "run.sh"), arguments, Path.GetTempPath(), _environment, TimeSpan.FromMinutes(1));
    }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
    }

    private void WriteProgram(string relativePath, string content)
    {
        Write(relativePath, content);
        MakeExecutable(relativePath);
    }

    private void MakeExecutable(string relativePath)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(Root, relativePath), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
