using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Parity;
using InferenceBench.Reporting.Schema;
using OneLine = InferenceBench.Reporting.Schema.OneLine;

namespace InferenceBench.Children;

/// <summary>An exception as one line for people.</summary>
internal static class ExceptionText
{
    /// <summary>The message alone where it was written for people; else with the type's name before it.</summary>
    /// <param name="exception">The exception.</param>
    public static string Of(Exception exception)
    {
        string type = exception.GetType().Name;
        string? message = OneLine.Of(exception.Message);
        bool isForPeople = exception is InferenceException or NotSupportedException or OnnxModelException or ParityException or UsageException or IOException or UnauthorizedAccessException;
        return (isForPeople, message) switch
        {
            (_, null) => type,
            (true, _) => message,
            _ => $"{type}: {message}",
        };
    }
}
