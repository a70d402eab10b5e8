using System.Runtime.InteropServices;
using InferenceBench.Children;
using InferenceBench.Contracts;
using InferenceBench.Models.Quantization;

namespace InferenceBench.Quantization;

/// <summary>A child's job: runs a model on samples and chooses ranges for activations. It keeps extremes and histograms, never the values of more than one sample.</summary>
internal sealed class CalibrationJob
{
    private readonly IInferenceSession _session;
    private readonly CalibrationRequest _request;
    private readonly ActivationObserver[] _observers;

    private CalibrationJob(IInferenceSession session, CalibrationRequest request)
    {
        _session = session;
        _request = request;
        _observers = [.. request.Observed.Select(_ => new ActivationObserver(request.Settings))];
    }

    /// <summary>Serves one request; every exception is an answer.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="line">A <see cref="CalibrationRequest"/>.</param>
    public static CalibrationAnswer Run(IInferenceFramework framework, string line)
    {
        if (ChildJson.TryRead<CalibrationRequest>(line) is not { } request)
        {
            return new CalibrationAnswer(null, "the request is not readable: host and child are not the same build");
        }

        try
        {
            using IInferenceSession session = framework.Open(request.Open);
            return new CalibrationAnswer(new CalibrationJob(session, request).Run(), null);
        }
#pragma warning disable CA1031 // Whatever an engine throws is why there are no ranges.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new CalibrationAnswer(null, ExceptionText.Of(e));
        }
    }

    private ValueRange[] Run()
    {
        VisitAll(Observe);
        if (_observers.Any(static observer => observer.NeedsHistogram))
        {
            VisitAll((index, _, values) => _observers[index].Count(values));
        }

        return Array.ConvertAll(_observers, static observer => observer.Choose());
    }

    private void Observe(int index, int sample, ReadOnlySpan<float> values)
    {
        if (!_observers[index].TryObserve(values))
        {
            throw new InferenceException($"activation '{_request.Observed[index]}' is NaN or infinite for calibration sample {sample}: the model overflows in fp32, or the sample is not what it takes");
        }
    }

    private delegate void Visit(int index, int sample, ReadOnlySpan<float> values);

    private void VisitAll(Visit visit)
    {
        int[] inputs = Places(_session.Inputs);
        int[] outputs = Places(_session.Outputs);
        _request.Samples.Feed([_session], (sample, elements) =>
        {
            _session.Run();
            for (int i = 0; i < _observers.Length; i++)
            {
                visit(i, sample, MemoryMarshal.Cast<byte, float>(inputs[i] >= 0 ? elements[inputs[i]] : _session.GetOutput(outputs[i])));
            }
        });
    }

    // For each observed activation its index among tensors; −1 when it is not among them.
    private int[] Places(IReadOnlyList<TensorSpec> tensors)
    {
        List<string> names = [.. tensors.Select(static tensor => tensor.Name)];
        return [.. _request.Observed.Select(name => names.IndexOf(name))];
    }
}
