using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Bundle;

/// <summary>One bundle for all bundle tests: packing takes minutes on a small machine.</summary>
public sealed class BundleFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("inferencebench-bundle-").FullName;

    /// <summary>The folder for linux-x64.</summary>
    public string X64 => Path.Combine(_folder, "out", "linux-x64");

    /// <summary>The folder for linux-arm64.</summary>
    public string Arm64 => Path.Combine(_folder, "out", "linux-arm64");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Dictionary<string, string> environment = Environment.GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "");
        ScriptProcess packing = await ScriptProcess.RunAsync(
            Path.Combine(SourceTree.Root, "run.sh"), ["bundle", "--out", "out"], _folder, environment, TimeSpan.FromMinutes(10));

        Assert.True(packing.ExitCode == 0, $"exit code {packing.ExitCode}: {packing.Error}");
        Assert.Equal("", packing.Output);
    }

    /// <summary>A new, empty folder, deleted with the fixture.</summary>
    public string CreateFolder()
    {
        return Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
