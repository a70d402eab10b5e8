using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using InferenceBench.Frameworks.Torch.Native;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>Our declarations against what a C compiler makes of the shim's header.</summary>
public sealed class TorchLayoutsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public void Structs_have_the_sizes_and_offsets_of_the_header()
    {
        string expected =
            Describe<TorchTensor>("infb_torch_tensor", "name", "data", "size_bytes", "shape", "rank", "data_type")
            + Describe<TorchOptions>("infb_torch_options", "device", "device_index", "compute_type", "optimisation", "channels_last", "cuda_graph")
            + Describe<TorchTimes>("infb_torch_times", "h2d_ms", "compute_ms", "d2h_ms", "enqueue_ms")
            + Describe<TorchMemory>("infb_torch_memory", "allocated_bytes", "peak_allocated_bytes", "reserved_bytes", "weight_bytes");

        Assert.Equal(expected, Compiled(expected));
    }

    [Fact]
    public void Numbers_are_those_of_the_header()
    {
        string expected = $"""
            INFB_TORCH_ABI {TorchMethods.INFB_TORCH_ABI}
            INFB_TORCH_OK {(int)TorchStatus.Ok}
            INFB_TORCH_FAILED {(int)TorchStatus.Failed}
            INFB_TORCH_UNSUPPORTED {(int)TorchStatus.Unsupported}
            INFB_TORCH_OUT_OF_MEMORY {(int)TorchStatus.OutOfMemory}
            INFB_TORCH_BAD_ARGUMENT {(int)TorchStatus.BadArgument}
            INFB_TORCH_EAGER {(int)TorchOptimisation.Eager}
            INFB_TORCH_FROZEN {(int)TorchOptimisation.Frozen}
            INFB_TORCH_OPTIMISED {(int)TorchOptimisation.Optimised}

            """;

        Assert.Equal(expected, Compiled(expected));
    }

    [Fact]
    public void Every_function_of_the_header_is_declared()
    {
        string header = File.ReadAllText(Path.Combine(Header, "inferencebench_torch.h"));
        string[] exported = [.. header.Split("INFB_TORCH_API ").Skip(2).Select(static declaration => declaration[..declaration.IndexOf('(', StringComparison.Ordinal)].Split(' ', '*')[^1])];
        string[] declared = [.. typeof(TorchMethods)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(static method => method.Name)
            .Where(static name => name.StartsWith("infb_", StringComparison.Ordinal))];

        Assert.Equal(exported.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static string Header => Path.Combine(SourceTree.Root, "frameworks", "native", "torch");

    // One line for a struct with its size, one for each field with its offset.
    private static string Describe<T>(string name, params string[] fields)
        where T : unmanaged
    {
        string[] ours = [.. typeof(T).GetFields(BindingFlags.Instance | BindingFlags.Public).OrderBy(static field => field.MetadataToken).Select(static field => field.Name)];
        Assert.Equal(fields.Select(static field => field.Replace("_", "", StringComparison.Ordinal)), ours.Select(static field => field.ToLowerInvariant()));
        var text = new StringBuilder();
        text.Append(name).Append(' ').Append(Unsafe.SizeOf<T>()).Append('\n');
        foreach ((string field, string own) in fields.Zip(ours))
        {
            text.Append(name).Append('.').Append(field).Append(' ').Append(Marshal.OffsetOf<T>(own)).Append('\n');
        }

        return text.ToString();
    }

    // The same lines, with the numbers of the C compiler.
    private string Compiled(string lines)
    {
        var source = new StringBuilder("#include <stddef.h>\n#include <stdio.h>\n#include \"inferencebench_torch.h\"\nint main(void) {\n");
        foreach (string what in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[0]))
        {
            string[] parts = what.Split('.');
            string number = parts.Length == 2 ? $"offsetof({parts[0]}, {parts[1]})" : char.IsUpper(what[0]) ? what : $"sizeof({what})";
            source.Append(null, $"printf(\"{what} %d\\n\", (int)({number}));\n");
        }

        CCompiler.Compile(source.Append("return 0; }\n").ToString(), _folder.File("layouts"), "-I", Header);
        return CCompiler.Run(_folder.File("layouts"), []);
    }
}
