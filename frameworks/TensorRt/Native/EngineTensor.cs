using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>One input or output of an engine.</summary>
/// <param name="Shapes">Name, type and the shapes of its optimisation profile; −1 where a dimension is dynamic or depends on the data.</param>
/// <param name="IsInput">Whether it is an input.</param>
internal sealed record EngineTensor(ModelFileInput Shapes, bool IsInput)
{
    /// <summary>Name, type and shape.</summary>
    public TensorSpec Spec => Shapes.Spec;
}
