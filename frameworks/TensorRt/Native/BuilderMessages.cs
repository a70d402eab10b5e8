namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>What TensorRT's builder warns of, each text once. Called from the builder's threads.</summary>
internal sealed class BuilderMessages
{
    // nvinfer1::ILogger::Severity.
    private const int Warning = 2;

    private readonly Lock _lock = new();
    private readonly List<string> _warnings = [];

    /// <summary>The warnings, in the order in which they came first.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_lock)
            {
                return [.. _warnings];
            }
        }
    }

    /// <summary>Takes a line of the log.</summary>
    /// <param name="severity">0 internal error … 4 verbose; errors come back as the call's own.</param>
    /// <param name="text">One line.</param>
    public void Add(int severity, string text)
    {
        lock (_lock)
        {
            if (severity == Warning && !_warnings.Contains(text))
            {
                _warnings.Add(text);
            }
        }
    }
}
