namespace InferenceBench.Tests.Integration.Catalogue;

/// <summary>A folder for the files of one test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("inferencebench-catalogue-").FullName;

    public string File(string name)
    {
        return Path.Combine(_path, name);
    }

    public void Dispose()
    {
        Directory.Delete(_path, recursive: true);
    }
}
