using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>A session over a graph.</summary>
internal sealed unsafe class NativeSession : IDisposable
{
    private NativeSession(SessionHandle handle)
    {
        Handle = handle;
    }

    /// <summary>The handle.</summary>
    public SessionHandle Handle { get; }

    /// <summary>A session over a graph that is there.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="config">A serialised <c>ConfigProto</c>.</param>
    /// <exception cref="InferenceException">TensorFlow refuses it.</exception>
    public static NativeSession Create(NativeGraph graph, ReadOnlyMemory<byte> config)
    {
        using SessionOptionsHandle options = Options(config);
        using StatusHandle status = TensorFlowMethods.TF_NewStatus();
        SessionHandle handle = TensorFlowMethods.TF_NewSession(graph.Handle, options, status);
        return Checked(handle, status, nameof(TensorFlowMethods.TF_NewSession));
    }

    /// <summary>A session over a SavedModel, its variables restored.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="tag">The tag of the graph in it.</param>
    /// <param name="graph">An empty graph; gets the model's.</param>
    /// <param name="config">A serialised <c>ConfigProto</c>.</param>
    /// <exception cref="InferenceException">TensorFlow refuses it.</exception>
    public static NativeSession Load(string folder, string tag, NativeGraph graph, ReadOnlyMemory<byte> config)
    {
        using SessionOptionsHandle options = Options(config);
        using NativeArguments arguments = new();
        using StatusHandle status = TensorFlowMethods.TF_NewStatus();
        SessionHandle handle = TensorFlowMethods.TF_LoadSessionFromSavedModel(
            options, 0, arguments.Text(folder), arguments.Texts([tag]), 1, graph.Handle, 0, status);
        return Checked(handle, status, nameof(TensorFlowMethods.TF_LoadSessionFromSavedModel));
    }

    /// <summary>The types of the devices that the session sees: <c>CPU</c>, <c>GPU</c>, <c>XLA_CPU</c>.</summary>
    /// <exception cref="InferenceException">TensorFlow cannot list them.</exception>
    public IReadOnlyList<string> DeviceTypes()
    {
        using StatusHandle status = TensorFlowMethods.TF_NewStatus();
        using DeviceListHandle list = TensorFlowMethods.TF_SessionListDevices(Handle, status);
        status.ThrowIfError(nameof(TensorFlowMethods.TF_SessionListDevices));
        var types = new string[TensorFlowMethods.TF_DeviceListCount(list)];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = NativeText.Line(TensorFlowMethods.TF_DeviceListType(list, i, status));
            status.ThrowIfError(nameof(TensorFlowMethods.TF_DeviceListType));
        }

        return types;
    }

    public void Dispose()
    {
        Handle.Dispose();
    }

    private static SessionOptionsHandle Options(ReadOnlyMemory<byte> config)
    {
        SessionOptionsHandle options = TensorFlowMethods.TF_NewSessionOptions();
        using NativeArguments arguments = new();
        using StatusHandle status = TensorFlowMethods.TF_NewStatus();
        TensorFlowMethods.TF_SetConfig(options, arguments.Pin(config), (nuint)config.Length, status);
        status.ThrowIfError(nameof(TensorFlowMethods.TF_SetConfig));
        return options;
    }

    private static NativeSession Checked(SessionHandle handle, StatusHandle status, string callName)
    {
        try
        {
            status.ThrowIfError(callName);
            return new NativeSession(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }
}
