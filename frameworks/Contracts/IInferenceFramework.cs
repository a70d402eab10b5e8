namespace InferenceBench.Contracts;

/// <summary>One inference framework. Creating the object loads no native library; only <see cref="Probe"/> and <see cref="Open"/> do, and both run in a child process.</summary>
public interface IInferenceFramework
{
    /// <summary>What is known without loading the engine.</summary>
    FrameworkDescriptor Descriptor { get; }

    /// <summary>Loads the engine and says what runs on this machine. Never throws for missing hardware or libraries: that is an answer.</summary>
    FrameworkProbe Probe();

    /// <summary>Opens a model, ready for <see cref="IInferenceSession.Run"/>.</summary>
    /// <param name="request">The model and how to run it.</param>
    /// <exception cref="InferenceException">The engine refuses the model, the provider, the device or an option; the message holds the engine's own text.</exception>
    /// <exception cref="NotSupportedException">The framework does not do this case (precision, element type, operator): the case is skipped with the message as its reason.</exception>
    /// <exception cref="VariantException">The framework runs the model, but not as the variant that was asked for.</exception>
    IInferenceSession Open(OpenRequest request);
}
