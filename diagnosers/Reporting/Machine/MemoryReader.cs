using System.Globalization;

namespace InferenceBench.Reporting.Machine;

/// <summary>Memory that this process can have: the machine's, or less when its cgroup (v2 or v1) says so.</summary>
internal static class MemoryReader
{
    /// <summary>Bytes; null when the kernel does not tell the machine's memory.</summary>
    public static long? ReadBytes(RootFiles files)
    {
        if (ReadPhysicalBytes(files) is not { } bytes)
        {
            return null;
        }

        foreach (string line in files.ReadLines("proc/self/cgroup"))
        {
            // hierarchy-ID:controllers:path; v2 has the ID 0 and no controllers.
            string[] fields = line.Split(':', 3);
            if (fields.Length < 3)
            {
                continue;
            }

            if (fields[0] == "0" && fields[1].Length == 0)
            {
                bytes = LowestLimit(files, "sys/fs/cgroup", fields[2], "memory.max", bytes);
            }
            else if (fields[1].Split(',').Contains("memory"))
            {
                bytes = LowestLimit(files, "sys/fs/cgroup/memory", fields[2], "memory.limit_in_bytes", bytes);
            }
        }

        return bytes;
    }

    private static long? ReadPhysicalBytes(RootFiles files)
    {
        string? value = files.ReadField("proc/meminfo", "MemTotal");
        if (value?.EndsWith(" kB", StringComparison.Ordinal) != true || !TryParse(value[..^3], out long kibibytes))
        {
            return null;
        }

        return kibibytes <= long.MaxValue / 1024 ? kibibytes * 1024 : null;
    }

    // A limit binds the whole subtree, so every ancestor counts. In a container the path is the host's and its folders are absent;
    // the walk then ends at the mount point, which is the container's own group.
    private static long LowestLimit(RootFiles files, string mount, string path, string file, long bytes)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Contains(".."))
        {
            parts = [];
        }

        for (int depth = parts.Length; depth >= 0; depth--)
        {
            string folder = string.Join('/', parts.Take(depth).Prepend(mount));
            if (TryParse(files.ReadTrimmed($"{folder}/{file}"), out long limit) && limit < bytes)
            {
                bytes = limit;
            }
        }

        return bytes;
    }

    private static bool TryParse(string? text, out long value)
    {
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
    }
}
