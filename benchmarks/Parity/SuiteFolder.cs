using System.Text.Json;
using InferenceBench.Cases;
using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>A folder of models with their inputs and expected outputs: <c>NAME.onnx</c>, <c>NAME.pt</c> or a folder <c>NAME</c>, each with <c>NAME.in.f32</c> and <c>NAME.out.f32</c>.</summary>
/// <param name="Tasks">What can be compared, by name.</param>
/// <param name="Notes">What was left out, one line each.</param>
internal sealed record SuiteFolder(IReadOnlyList<ParityTask> Tasks, IReadOnlyList<string> Notes)
{
    // Kinds of models that a suite may hold whether or not a framework of this build reads them: what is not read is skipped with its reason, and not passed over.
    private static readonly string[] s_extensions = [ModelExtension.Onnx, ".pt"];

    /// <summary>Reads a folder, without its subfolders.</summary>
    /// <param name="directory">Absolute path.</param>
    /// <param name="frameworks">All frameworks, for the extensions that they read.</param>
    /// <exception cref="ParityException">The folder cannot be read, or its <c>expected.json</c> is none.</exception>
    public static SuiteFolder Read(string directory, IReadOnlyList<FrameworkDescriptor> frameworks)
    {
        try
        {
            IReadOnlyDictionary<string, long[]> shapes = ReadShapes(Path.Combine(directory, "expected.json"));
            string[] extensions = [.. s_extensions.Concat(frameworks.SelectMany(static framework => framework.ModelExtensions)).Distinct()];
            var tasks = new List<ParityTask>();
            var notes = new List<string>();
            foreach (string path in Directory.EnumerateFileSystemEntries(directory).Order(StringComparer.Ordinal))
            {
                bool isFile = File.Exists(path);
                if (isFile && !extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                {
                    continue;
                }

                string name = isFile ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);
                string stem = Path.Combine(directory, name);
                if (File.Exists(stem + ".in.f32") && File.Exists(stem + ".out.f32"))
                {
                    tasks.Add(ToTask(path, name, stem, shapes));
                }
                else if (isFile)
                {
                    notes.Add($"{Path.GetFileName(path)} is left out: {name}.in.f32 and {name}.out.f32 are not both beside it");
                }
            }

            return new SuiteFolder(tasks, notes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ParityException($"{directory} cannot be read: {e.Message}", e);
        }
    }

    private static ParityTask ToTask(string path, string name, string stem, IReadOnlyDictionary<string, long[]> shapes)
    {
        long[]? shape = shapes.GetValueOrDefault(Path.GetFileName(path)) ?? shapes.GetValueOrDefault(name);
        return new ParityTask(path, name)
        {
            InputFiles = [stem + ".in.f32"],
            ExpectedFile = stem + ".out.f32",
            InputShapes = shape is null ? new Dictionary<string, long[]>() : new Dictionary<string, long[]> { [string.Empty] = shape },
        };
    }

    private static Dictionary<string, long[]> ReadShapes(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        var shapes = new Dictionary<string, long[]>(StringComparer.Ordinal);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("inputShape", out JsonElement shape) && shape.ValueKind == JsonValueKind.Array)
                {
                    shapes[entry.Name] = [.. shape.EnumerateArray().Select(ToDimension)];
                }
            }
        }

        return shapes;
    }

    private static long ToDimension(JsonElement dimension)
    {
        return dimension.ValueKind == JsonValueKind.Number && dimension.TryGetInt64(out long value) ? value : -1;
    }
}
