using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models;

namespace InferenceBench.Children;

/// <summary>A child's job: opens a model, runs it once and writes the outputs to files.</summary>
internal static class InferenceJob
{
    /// <summary>The file of one input or output in a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="index">Index of the tensor.</param>
    public static string TensorFile(string directory, int index)
    {
        return Path.Combine(directory, index.ToString(CultureInfo.InvariantCulture) + ".bin");
    }

    /// <summary>Serves one request; every exception is an answer.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="line">An <see cref="InferenceRequest"/>.</param>
    public static InferenceAnswer Run(IInferenceFramework framework, string line)
    {
        if (ChildJson.TryRead<InferenceRequest>(line) is not { } request)
        {
            return InferenceAnswer.Failed("the request is not readable: host and child are not the same build");
        }

        try
        {
            return new InferenceAnswer(Run(framework, request), null);
        }
        catch (NotSupportedException e)
        {
            return new InferenceAnswer(null, ExceptionText.Of(e), IsUnsupported: true);
        }
#pragma warning disable CA1031 // Whatever an engine throws fails this file alone.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return InferenceAnswer.Failed(ExceptionText.Of(e));
        }
    }

    private static IReadOnlyList<TensorSpec> Run(IInferenceFramework framework, InferenceRequest request)
    {
        using IInferenceSession session = framework.Open(request.Open);
        for (int i = 0; i < session.Inputs.Count; i++)
        {
            byte[] values = request.InputFiles[i] is { } file
                ? File.ReadAllBytes(file)
                : SeededInputs.Create(session.Inputs[i], i, request.Seed, request.Range);
            session.SetInput(i, values);
        }

        session.Run();
        for (int i = 0; i < session.Outputs.Count; i++)
        {
            using FileStream stream = File.Create(TensorFile(request.OutputDirectory, i));
            stream.Write(session.GetOutput(i));
        }

        return session.Outputs;
    }
}
