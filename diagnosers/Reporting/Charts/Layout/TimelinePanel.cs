using InferenceBench.Reporting.Charts.Inputs;
using InferenceBench.Reporting.Charts.Scales;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>One quantity over time.</summary>
/// <param name="Name">Its name with its unit.</param>
/// <param name="Unit">The unit alone.</param>
/// <param name="Scale">The axis upwards.</param>
/// <param name="Series">The readings, by name.</param>
internal sealed record TimelinePanel(string Name, string Unit, AxisScale Scale, IReadOnlyList<(string Name, BucketSeries Values)> Series);
