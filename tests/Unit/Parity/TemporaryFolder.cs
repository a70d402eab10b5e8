using InferenceBench.Contracts;
using InferenceBench.Parity;

namespace InferenceBench.Tests.Unit.Parity;

/// <summary>A folder that is deleted after its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("inferencebench-test-").FullName;

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>Writes a file of text.</summary>
    public string Text(string name, string content)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes a file of raw float32: 0, 1, 2, …</summary>
    public string Raw(string name, int count)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllBytes(path, Elements.FromDoubles([.. Enumerable.Range(0, count).Select(static value => (double)value)], ElementType.Float32));
        return path;
    }
}
