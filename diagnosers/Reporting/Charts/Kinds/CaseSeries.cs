using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Cases of one framework on one device, with name and look.</summary>
/// <param name="Framework">Framework for people, with what tells it from others of its name.</param>
/// <param name="Device">Device for people.</param>
/// <param name="Name">Name in a legend: framework and device, or the one in which the series differ.</param>
/// <param name="Style">How it looks among the other series.</param>
/// <param name="Colour">The framework's colour, for where names tell series apart.</param>
/// <param name="Cases">Its cases.</param>
internal sealed record CaseSeries(string Framework, string Device, string Name, SeriesStyle Style, SeriesStyle Colour, IReadOnlyList<ComparedCase> Cases);
