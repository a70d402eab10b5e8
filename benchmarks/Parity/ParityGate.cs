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
        ArgumentNullException.ThrowIfNull(session);
        if (referenceDirectory is null)
        {
            return NotAvailable("there is no reference");
        }

        if (ReferenceSet.TryRead(referenceDirectory) is not { } reference)
        {
            return NotAvailable($"the reference in {referenceDirectory} is not whole; run again to compute it anew");
        }

        try
        {
            ParityVerdict verdict = ParityJudge.Judge(
                ReferenceSet.ReadOutputs(referenceDirectory, reference.Outputs),
                [.. session.Outputs.Select((spec, index) => OutputValues.Of(spec, session.GetOutput(index)))],
                session.Inputs is [{ Shape: [long batch, ..] }, ..] ? batch : 1,
                ParityLimits.For(precision));
            return new ParityResult(
                verdict.Passed ? "passed" : "failed",
                verdict.Reason,
                reference.Reference,
                verdict.MaxAbs,
                verdict.MaxRel,
                verdict.Cosine,
                verdict.PsnrDb,
                verdict.Top1);
        }
        catch (NotSupportedException e)
        {
            return NotAvailable(e.Message);
        }
    }

    private static ParityResult NotAvailable(string reason)
    {
        return new ParityResult("n/a", reason, null, null, null, null, null, null);
    }
}
