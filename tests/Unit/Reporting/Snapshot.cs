using Xunit;

namespace InferenceBench.Tests.Unit.Reporting;

/// <summary>Compares text with a file under <c>Data/reporting</c>.</summary>
internal static class Snapshot
{
    public static void Verify(string name, string actual)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", "reporting", name);
        string received = path + ".received";
        File.WriteAllText(received, actual);
        Assert.True(File.Exists(path), $"no {path}; what came out is in {received}");
        Assert.Equal(File.ReadAllText(path), actual);
        File.Delete(received);
    }
}
