namespace InferenceBench.Contracts;

/// <summary>A session that can write a profile of the model's layers, when an option asks for it.</summary>
public interface IProfiledSession
{
    /// <summary>Writes what the user asked for. Called once, after measuring.</summary>
    /// <returns>What was written, for people; null when nothing was asked for.</returns>
    /// <exception cref="InferenceException">The engine failed; the message holds its own text.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same for want of permission.</exception>
    string? WriteProfile();
}
