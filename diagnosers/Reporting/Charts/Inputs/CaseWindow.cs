namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>The measured windows of one case.</summary>
/// <param name="Name">The case in one word: <c>onnxruntime/cpu/resnet50/b1/fp32</c>.</param>
/// <param name="Windows">Start and end of each iteration, monotonic nanoseconds.</param>
internal sealed record CaseWindow(string Name, IReadOnlyList<(double StartNs, double EndNs)> Windows);
