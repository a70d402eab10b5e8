using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>A child's job: reads one file of the framework's own.</summary>
internal static class ReadJob
{
    /// <summary>Serves one request; every exception is an answer.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="line">A <see cref="ReadRequest"/>.</param>
    public static ReadAnswer Run(IInferenceFramework framework, string line)
    {
        if (ChildJson.TryRead<ReadRequest>(line) is not { } request || framework is not IModelFileReader reader)
        {
            return new ReadAnswer(null, "the request is not readable: host and child are not the same build");
        }

        try
        {
            return new ReadAnswer(reader.ReadFile(request.Path, request.Device, request.Options), null);
        }
#pragma warning disable CA1031 // Whatever an engine throws is the reason why this file cannot be run.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ReadAnswer(null, ExceptionText.Of(e));
        }
    }
}
