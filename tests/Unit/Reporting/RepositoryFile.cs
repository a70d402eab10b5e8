using Xunit;

namespace InferenceBench.Tests.Unit.Reporting;

/// <summary>Reads a file of the checkout that the tests were built in.</summary>
internal static class RepositoryFile
{
    public static string ReadAllText(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, relative);
            if (File.Exists(Path.Combine(folder.FullName, "Benchmarks.sln")) && File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        Assert.Skip($"{relative} is in the checkout only");
        return "";
    }
}
