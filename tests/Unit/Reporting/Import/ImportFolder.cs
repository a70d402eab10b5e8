using InferenceBench.Reporting.Import;

namespace InferenceBench.Tests.Unit.Reporting.Import;

/// <summary>A folder of a test's own with results of other tools.</summary>
internal sealed class ImportFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Write(string path, params ReadOnlySpan<string> lines)
    {
        File.WriteAllText(Prepare(path), string.Join('\n', lines) + "\n");
    }

    public void WriteBytes(string path, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(Prepare(path), bytes);
    }

    public string Prepare(string path)
    {
        string full = _folder[path];
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    public ResultSet Read(string path = "")
    {
        return ResultSet.Read([path.Length == 0 ? _folder.ToString() : _folder[path]]);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
