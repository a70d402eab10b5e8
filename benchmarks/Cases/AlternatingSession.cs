using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>Runs a session and a bare loop in turn: even inferences are the session's, odd ones the bare loop's.</summary>
internal sealed class AlternatingSession : IInferenceSession
{
    private readonly IInferenceSession _ours;
    private readonly IBareLoop _bare;
    private bool _isBareNext;

    /// <summary>Owns both.</summary>
    /// <param name="ours">Our session.</param>
    /// <param name="bare">The bare loop.</param>
    public AlternatingSession(IInferenceSession ours, IBareLoop bare)
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
        // The loop may run what the session holds.
        _bare.Dispose();
        _ours.Dispose();
    }
}
