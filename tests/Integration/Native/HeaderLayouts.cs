using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Torch;
using Xunit;

namespace InferenceBench.Tests.Integration.Native;

/// <summary>A shim's C header as a C compiler sees it, to hold our declarations against.</summary>
/// <param name="shim">Folder below <c>frameworks/native</c>.</param>
/// <param name="header">Name of the header.</param>
internal sealed class HeaderLayouts(string shim, string header) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Folder { get; } = Path.Combine(SourceTree.Root, "frameworks", "native", shim);

    /// <summary>One line for a struct of ours with its size, one for each field with its offset.</summary>
    /// <param name="name">The struct in C.</param>
    /// <param name="fields">Its fields in C, in order; ours have the same names without underscores.</param>
    public static string Describe<T>(string name, params string[] fields)
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

    /// <summary>The same lines, with the numbers of the C compiler.</summary>
    /// <param name="lines">Structs, fields and constants, each with a number that is not looked at.</param>
    public string Compile(string lines)
    {
        var source = new StringBuilder($"#include <stddef.h>\n#include <stdio.h>\n#include \"{header}\"\nint main(void) {{\n");
        foreach (string what in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[0]))
        {
            string[] parts = what.Split('.');
            string number = parts.Length == 2 ? $"offsetof({parts[0]}, {parts[1]})" : char.IsUpper(what[0]) ? what : $"sizeof({what})";
            source.Append(null, $"printf(\"{what} %d\\n\", (int)({number}));\n");
        }

        CCompiler.Compile(source.Append("return 0; }\n").ToString(), _folder.File("layouts"), "-I", Folder);
        return CCompiler.Run(_folder.File("layouts"), []);
    }

    /// <summary>The functions that the header exports, sorted.</summary>
    /// <param name="mark">What stands before each, as <c>INFB_TORCH_API</c>.</param>
    public string[] Functions(string mark)
    {
        return [.. File.ReadAllText(Path.Combine(Folder, header))
            .Split(mark + " ")
            .Skip(2)
            .Select(static declaration => declaration[..declaration.IndexOf('(', StringComparison.Ordinal)].Split(' ', '*')[^1])
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The functions that a class of ours declares, sorted.</summary>
    /// <param name="declarations">The class.</param>
    public static string[] Declared(Type declarations)
    {
        return [.. declarations
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(static method => method.Name)
            .Where(static name => name.StartsWith("infb_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
