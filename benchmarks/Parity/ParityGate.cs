using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Parity;

/// <summary>Compares the outputs of a session with reference outputs, by the gate of a precision.</summary>
public static class ParityGate
{
    /// <summary>Compares the last run's outputs with a folder written by <see cref="ReferenceStore"/>. Runs in the child, before timing.</summary>
    /// <param name="session">A session that has run once on the seeded inputs.</param>
    /// <param name="referenceDirectory">The folder; null gives <c>n/a</c>.</param>
    /// <param name="precision">Chooses the gate.</param>
    public static ParityResult Check(IInferenceSession session, string? referenceDirectory, Precision precision)
    {
        throw new NotImplementedException();
    }
}
