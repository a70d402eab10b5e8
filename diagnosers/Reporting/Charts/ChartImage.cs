namespace InferenceBench.Reporting.Charts;

/// <summary>One finished chart.</summary>
/// <param name="Id">Unique in a report, fit for a file name and an HTML id: <c>latency-bars-resnet50-b1-fp32</c>.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What it shows, in a sentence or two: alternative text.</param>
/// <param name="Body">The <c>svg</c> element without style sheet: marks carry classes of <see cref="ChartStyle"/>, and a <c>title</c> as tooltip.</param>
public sealed record ChartImage(string Id, string Title, string Description, string Body)
{
    /// <summary>The chart as a file of its own, with its style sheet (light and dark by the reader's preference) inside.</summary>
    public string ToStandaloneSvg()
    {
        int content = Body.IndexOf('>', StringComparison.Ordinal) + 1;
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{Body[..content]}<style>{ChartStyle.Standalone}</style>{Body[content..]}\n";
    }
}
