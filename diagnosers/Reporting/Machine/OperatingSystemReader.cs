namespace InferenceBench.Reporting.Machine;

/// <summary>The operating system's name and version, from <c>os-release</c>.</summary>
internal static class OperatingSystemReader
{
    /// <summary>For example <c>Ubuntu 24.04.1 LTS</c>; null when it is not told.</summary>
    public static string? ReadName(RootFiles files)
    {
        return ReadName(files.ReadLines("etc/os-release")) ?? ReadName(files.ReadLines("usr/lib/os-release"));
    }

    private static string? ReadName(IReadOnlyList<string> lines)
    {
        string? name = Value(lines, "NAME");
        return Value(lines, "PRETTY_NAME") ?? (name is null ? null : $"{name} {Value(lines, "VERSION_ID")}".TrimEnd());
    }

    private static string? Value(IReadOnlyList<string> lines, string key)
    {
        string? line = lines.FirstOrDefault(line => line.StartsWith(key + '=', StringComparison.Ordinal));
        string value = line?[(key.Length + 1)..].Trim('"', '\'').Trim() ?? "";
        return value.Length == 0 ? null : value;
    }
}
