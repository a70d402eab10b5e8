using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class TorchSharpNativesTests
{
    // What .NET 10 says on Linux when libtorch is not there.
    private const string MissingDependency =
        """
        Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose loading problems, consider using a tool like strace. If you're using glibc, consider setting the LD_DEBUG environment variable:
        libtorch.so: cannot open shared object file: No such file or directory
        /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
        libLibTorchSharp: cannot open shared object file: No such file or directory
        """;

    // What it says when libtorch is of another version.
    private const string OtherVersion =
        """
        Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose loading problems, consider using a tool like strace.
        /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
        /app/runtimes/linux-x64/native/libLibTorchSharp.so: undefined symbol: _ZNK5torch2nn6Module5cloneE
        """;

    [Theory]
    [InlineData(MissingDependency, "libtorch.so: cannot open shared object file: No such file or directory")]
    [InlineData(OtherVersion, "/app/runtimes/linux-x64/native/libLibTorchSharp.so: undefined symbol: _ZNK5torch2nn6Module5cloneE")]
    [InlineData("one line", "one line")]
    [InlineData("", "no reason given")]
    public void A_failure_to_load_comes_in_one_line(string message, string reason)
    {
        Assert.Equal(reason, TorchSharpNatives.Reason(new DllNotFoundException(message.ReplaceLineEndings("\n"))));
    }

    [Fact]
    public void The_reason_is_that_of_the_innermost_exception()
    {
        var failure = new TypeInitializationException("TorchSharp.torch", new NotSupportedException("no reference to libtorch-cpu-linux-x64\n\nConsider …"));

        Assert.Equal("no reference to libtorch-cpu-linux-x64", TorchSharpNatives.Reason(failure));
    }

    [Fact]
    public void An_error_of_the_interpreter_is_found_below_its_trace()
    {
        var failure = new InvalidOperationException("The following operation failed in the TorchScript interpreter.\nTraceback of TorchScript (most recent call last):\n  line 3\nRuntimeError: shapes differ\n");

        Assert.Equal("RuntimeError: shapes differ", TorchSharpNatives.Reason(failure));
    }

    [Fact]
    public void A_folder_without_libtorch_is_refused_with_what_would_be_right()
    {
        string folder = Directory.CreateTempSubdirectory("inferencebench libtorch ").FullName;
        try
        {
            NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => TorchSharpNatives.Preload(folder));

            Assert.Equal($"LIBTORCH is {folder}, whose lib folder holds no libtorch_cpu.so", e.Message);
            Assert.Contains($"to the folder of an unpacked libtorch {TorchSharpBuild.LibtorchVersion}", e.Remedy, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Without_a_folder_of_the_users_libtorch_is_that_of_the_packages()
    {
        Assert.Equal(TorchSharpBuild.Origin, TorchSharpNatives.Preload(" "));
    }

    [Fact]
    public void A_library_that_does_not_load_becomes_an_answer()
    {
        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => TorchSharpNatives.Load(static () => throw new BadImageFormatException("wrong ELF class"), "libc10.so"));

        Assert.StartsWith("libc10.so cannot be loaded: wrong ELF class", e.Message, StringComparison.Ordinal);
    }
}
