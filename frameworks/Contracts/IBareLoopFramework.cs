namespace InferenceBench.Contracts;

/// <summary>A framework whose session can be compared with a bare loop; <see cref="FrameworkDescriptor.HasBareLoop"/> says so.</summary>
public interface IBareLoopFramework
{
    /// <summary>Opens the bare loop with the settings of a session.</summary>
    /// <param name="request">What the session was opened with.</param>
    /// <param name="session">The session, which outlives the loop; the loop may run the same engine state.</param>
    /// <exception cref="InferenceException">The engine refuses the model, the provider, the device or an option.</exception>
    IBareLoop OpenBareLoop(OpenRequest request, IInferenceSession session);
}
