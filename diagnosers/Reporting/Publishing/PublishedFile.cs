namespace InferenceBench.Reporting.Publishing;

/// <summary>A file as it should be.</summary>
/// <param name="Path">Relative to the root of the checkout.</param>
/// <param name="Text">Its whole text.</param>
public sealed record PublishedFile(string Path, string Text);
