using System.Globalization;
using InferenceBench.Reporting.Files;

namespace InferenceBench.Diagnosers.Power;

/// <summary><c>idling_power.json</c>: idle power of the first source that is sampled in microwatts, with the local time at which its measurement ended.</summary>
internal static class IdlingPowerFile
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "idling_power.json";

    /// <summary>Writes the file, atomically.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="watts">Mean idle power.</param>
    /// <param name="local">When the measurement ended.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static void Write(string folder, double watts, DateTimeOffset local)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{{\n    \"timestamp\": \"{local:yyyyMMdd-HHmmss}\",\n    \"avg_idle_power\": {watts * 1e6:R}\n}}\n");
        AtomicFile.WriteText(Path.Combine(folder, FileName), text);
    }
}
