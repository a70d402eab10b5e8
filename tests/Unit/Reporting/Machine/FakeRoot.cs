namespace InferenceBench.Tests.Unit.Reporting.Machine;

/// <summary>A temporary folder that stands for <c>/</c>.</summary>
internal sealed class FakeRoot : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("inferencebench-root-").FullName;

    public FakeRoot With(string relativePath, string content)
    {
        return With(relativePath, System.Text.Encoding.UTF8.GetBytes(content));
    }

    public FakeRoot With(string relativePath, byte[] content)
    {
        string file = System.IO.Path.Combine(Path, relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return this;
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
    }
}
