namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>How far ONNX Runtime rewrites a graph before it runs; the names of its own documentation.</summary>
internal enum GraphOptimization
{
    Disabled,
    Basic,
    Extended,
    All,
}
