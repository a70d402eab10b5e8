using Xunit;

namespace InferenceBench.Tests.Unit.Reporting;

/// <summary>Compares text with a file under <c>Data</c>.</summary>
internal static class Snapshot
{
    public static void Verify(string name, string actual, string folder = "reporting")
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", folder, name);
        string received = path + ".received";
        File.WriteAllText(received, actual);
        Assert.True(File.Exists(path), $"no {path}; what came out is in {received}");
        Assert.Equal(File.ReadAllText(path), actual);
        File.Delete(received);
    }
}
