namespace InferenceBench.Contracts;

/// <summary>A session whose opening built something that later ones find ready, as TensorRT builds an engine.</summary>
public interface IPreparedSession
{
    /// <summary>The part of <see cref="IInferenceFramework.Open"/> that went into building; no part of cold start. Zero when everything was ready.</summary>
    TimeSpan PreparationTime { get; }
}
