using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>What the headline asks of each device.</summary>
/// <param name="Text">The question for people.</param>
/// <param name="Unit">Unit of the answer.</param>
/// <param name="Figure">The figure that decides.</param>
internal sealed record HeadlineQuestion(string Text, string Unit, Figure Figure);
