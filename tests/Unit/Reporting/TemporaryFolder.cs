namespace InferenceBench.Tests.Unit.Reporting;

/// <summary>A folder of a test's own that goes with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("inferencebench-test-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public override string ToString() => _path;

    public void Dispose()
    {
        Directory.Delete(_path, recursive: true);
    }
}
