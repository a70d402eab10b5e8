using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Parity;

namespace InferenceBench.Children;

/// <summary>An exception as one line for people.</summary>
internal static class OneLine
{
    /// <summary>The message alone where it was written for people; else with the type's name before it.</summary>
    /// <param name="exception">The exception.</param>
    public static string Of(Exception exception)
    {
        string message = Of(exception.Message);
        return exception is InferenceException or NotSupportedException or OnnxModelException or ParityException or IOException or UnauthorizedAccessException
            ? message
            : $"{exception.GetType().Name}: {message}";
    }

    /// <summary>A text without line breaks.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        return string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
