using System.Runtime.Versioning;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>Shell scripts that stand in for a board's programs, in a folder of their own.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FakePrograms : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("inferencebench-programs-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Writes a program; <c>$HERE</c> is the folder.</summary>
    public string Add(string name, string script)
    {
        string file = this[name];
        File.WriteAllText(file, $"#!/bin/sh\nHERE='{Folder}'\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
    }
}
