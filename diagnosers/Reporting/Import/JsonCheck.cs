using System.Text.Json;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import;

/// <summary>Whether files that no format claims are JSON at all: one that is not may be a damaged result. Used by one thread.</summary>
internal sealed class JsonCheck : IDisposable
{
    private readonly Lazy<JsonFile> _file = new(static () => new JsonFile());

    /// <summary>Why a file is no valid JSON or cannot be read; null when it is valid. Takes little memory, however long the file is.</summary>
    /// <param name="path">A regular file.</param>
    public string? ProblemOf(string path)
    {
        try
        {
            _file.Value.Open(path);
            var reader = new JsonFileReader(_file.Value);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return FileProblem.Of(exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return $"it is no valid JSON: {JsonProblem.Of(exception)}";
        }
        finally
        {
            _file.Value.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file.IsValueCreated)
        {
            _file.Value.Dispose();
        }
    }
}
