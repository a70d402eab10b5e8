using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>A graph in TensorFlow's memory.</summary>
internal sealed unsafe class NativeGraph : IDisposable
{
    private readonly GraphHandle _handle = TensorFlowMethods.TF_NewGraph();

    /// <summary>The handle.</summary>
    public GraphHandle Handle => _handle;

    /// <summary>Adds the nodes of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="NotSupportedException">It has more than 2 GiB, or an operator without a kernel.</exception>
    /// <exception cref="InferenceException">TensorFlow refuses it.</exception>
    public void Import(GraphDef graph)
    {
        using BufferHandle buffer = Serialise(graph);
        using ImportOptionsHandle options = TensorFlowMethods.TF_NewImportGraphDefOptions();
        using StatusHandle status = TensorFlowMethods.TF_NewStatus();
        TensorFlowMethods.TF_GraphImportGraphDef(_handle, buffer, options, status);
        status.ThrowIfError(nameof(TensorFlowMethods.TF_GraphImportGraphDef));
    }

    /// <summary>One output of a node.</summary>
    /// <param name="name"><c>node:output</c>, or <c>node</c> for its first.</param>
    /// <exception cref="InferenceException">There is none of that name.</exception>
    public TF_Output Find(string name)
    {
        int colon = name.LastIndexOf(':');
        string node = colon < 0 ? name : name[..colon];
        int index = colon < 0 ? 0 : int.Parse(name.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
        using NativeArguments arguments = new();
        nint operation = TensorFlowMethods.TF_GraphOperationByName(_handle, arguments.Text(node));
        return operation != 0 && index < TensorFlowMethods.TF_OperationNumOutputs(operation)
            ? new TF_Output(operation, index)
            : throw new InferenceException($"the graph has no '{name}'");
    }

    /// <summary>Adds a node that hands on what another gives: what is fed cannot itself be fetched.</summary>
    /// <param name="source">What to hand on.</param>
    /// <param name="name">The name of the new node.</param>
    /// <exception cref="InferenceException">TensorFlow refuses it.</exception>
    public TF_Output AddIdentity(TF_Output source, string name)
    {
        using NativeArguments arguments = new();
        using StatusHandle status = TensorFlowMethods.TF_NewStatus();
        nint description = TensorFlowMethods.TF_NewOperation(_handle, arguments.Text("Identity"), arguments.Text(name));
        TensorFlowMethods.TF_AddInput(description, source);
        nint operation = TensorFlowMethods.TF_FinishOperation(description, status);
        status.ThrowIfError(nameof(TensorFlowMethods.TF_FinishOperation));
        return new TF_Output(operation, 0);
    }

    public void Dispose()
    {
        _handle.Dispose();
    }

    // Straight into native memory: a copy on the managed heap would be as big again as the weights.
    private static BufferHandle Serialise(GraphDef graph)
    {
        GraphBytes.Require(graph);
        int size = graph.CalculateSize();
        void* data = NativeMemory.Alloc((nuint)Math.Max(size, 1));
        graph.WriteTo(new Span<byte>(data, size));
        BufferHandle handle = TensorFlowMethods.TF_NewBuffer();
        var buffer = (TF_Buffer*)handle.DangerousGetHandle();
        buffer->data = data;
        buffer->length = (nuint)size;
        buffer->data_deallocator = &Free;
        return handle;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Free(void* data, nuint length)
    {
        NativeMemory.Free(data);
    }
}
