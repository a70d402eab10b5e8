namespace InferenceBench.Tests.Unit.Torch;

/// <summary>A tensor that knows its name and whether it was given back.</summary>
internal sealed class FakeTensor(string name, params long[] shape) : IDisposable
{
    public string Name { get; } = name;

    public long[] Shape { get; } = shape;

    public bool IsDisposed { get; private set; }

    public void Dispose()
    {
        IsDisposed = true;
    }
}
