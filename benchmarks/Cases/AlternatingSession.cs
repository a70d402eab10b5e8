using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;

namespace InferenceBench.Cases;

/// <summary>Runs two sessions in turn: even inferences are our session's, odd ones the bare session's.</summary>
internal sealed class AlternatingSession : IInferenceSession
{
    private readonly IInferenceSession _ours;
    private readonly OnnxRuntimeBareSession _bare;
    private bool _isBareNext;

    /// <summary>Owns both sessions.</summary>
    /// <param name="ours">Our session.</param>
    /// <param name="bare">The bare session.</param>
    public AlternatingSession(IInferenceSession ours, OnnxRuntimeBareSession bare)
    {
        _ours = ours;
        _bare = bare;
    }

    /// <inheritdoc />
    public IReadOnlyList<TensorSpec> Inputs => _ours.Inputs;

    /// <inheritdoc />
    public IReadOnlyList<TensorSpec> Outputs => _ours.Outputs;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Settings => _ours.Settings;

    /// <summary>The next inference is our session's.</summary>
    public void Restart()
    {
        _isBareNext = false;
    }

    /// <inheritdoc />
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        _ours.SetInput(index, data);
        _bare.SetInput(index, data);
    }

    /// <inheritdoc />
    public void Run()
    {
        bool isBare = _isBareNext;
        _isBareNext = !isBare;
        if (isBare)
        {
            _bare.Run();
        }
        else
        {
            _ours.Run();
        }
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> GetOutput(int index)
    {
        return _ours.GetOutput(index);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _ours.Dispose();
        _bare.Dispose();
    }
}
