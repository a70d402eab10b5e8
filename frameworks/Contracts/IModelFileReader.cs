namespace InferenceBench.Contracts;

/// <summary>A framework whose own files say what they take once it has read them; <see cref="FrameworkDescriptor.ReadsOwnFiles"/> says so.</summary>
public interface IModelFileReader
{
    /// <summary>Reads a file of a kind that only this framework reads. Called in a child.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="device">The device that it is to run on.</param>
    /// <param name="options">The user's options of this framework, by KEY.</param>
    /// <exception cref="InferenceException">The file cannot be run here; the message says why, in one line.</exception>
    /// <exception cref="NotSupportedException">The same, for a file that this machine's engine does not do.</exception>
    ModelFileFacts ReadFile(string path, Device device, IReadOnlyDictionary<string, string> options);
}
