using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>TensorFlow's C API (<c>tensorflow/c/c_api.h</c>, <c>tf_tensor.h</c>, <c>tf_buffer.h</c>, <c>tf_status.h</c>), the same in every 2.x. Names are those of the headers.</summary>
internal static unsafe partial class TensorFlowMethods
{
    /// <summary>Resolved by <see cref="TensorFlowResolver"/>; never looked for by this name.</summary>
    public const string LibraryName = "inferencebench-tensorflow";

    [LibraryImport(LibraryName)]
    public static partial byte* TF_Version();

    [LibraryImport(LibraryName)]
    public static partial StatusHandle TF_NewStatus();

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteStatus(nint status);

    [LibraryImport(LibraryName)]
    public static partial TF_Code TF_GetCode(StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial byte* TF_Message(StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial BufferHandle TF_NewBuffer();

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteBuffer(nint buffer);

    [LibraryImport(LibraryName)]
    public static partial TensorHandle TF_AllocateTensor(int dataType, long* dims, int num_dims, nuint len);

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteTensor(nint tensor);

    [LibraryImport(LibraryName)]
    public static partial int TF_TensorType(nint tensor);

    [LibraryImport(LibraryName)]
    public static partial int TF_NumDims(nint tensor);

    [LibraryImport(LibraryName)]
    public static partial long TF_Dim(nint tensor, int dim_index);

    [LibraryImport(LibraryName)]
    public static partial nuint TF_TensorByteSize(nint tensor);

    [LibraryImport(LibraryName)]
    public static partial void* TF_TensorData(nint tensor);

    [LibraryImport(LibraryName)]
    public static partial GraphHandle TF_NewGraph();

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteGraph(nint graph);

    [LibraryImport(LibraryName)]
    public static partial nint TF_GraphOperationByName(GraphHandle graph, byte* oper_name);

    [LibraryImport(LibraryName)]
    public static partial int TF_OperationNumOutputs(nint oper);

    [LibraryImport(LibraryName)]
    public static partial int TF_OperationOutputType(TF_Output oper_out);

    [LibraryImport(LibraryName)]
    public static partial nint TF_NewOperation(GraphHandle graph, byte* op_type, byte* oper_name);

    [LibraryImport(LibraryName)]
    public static partial void TF_AddInput(nint desc, TF_Output input);

    [LibraryImport(LibraryName)]
    public static partial nint TF_FinishOperation(nint desc, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial ImportOptionsHandle TF_NewImportGraphDefOptions();

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteImportGraphDefOptions(nint opts);

    [LibraryImport(LibraryName)]
    public static partial void TF_GraphImportGraphDef(GraphHandle graph, BufferHandle graph_def, ImportOptionsHandle options, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial SessionOptionsHandle TF_NewSessionOptions();

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteSessionOptions(nint options);

    [LibraryImport(LibraryName)]
    public static partial void TF_SetConfig(SessionOptionsHandle options, void* proto, nuint proto_len, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial SessionHandle TF_NewSession(GraphHandle graph, SessionOptionsHandle opts, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial SessionHandle TF_LoadSessionFromSavedModel(
        SessionOptionsHandle session_options, nint run_options, byte* export_dir, byte** tags, int tags_len, GraphHandle graph, nint meta_graph_def, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial void TF_CloseSession(nint session, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteSession(nint session, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial void TF_SessionRun(
        nint session,
        nint run_options,
        TF_Output* inputs,
        nint* input_values,
        int ninputs,
        TF_Output* outputs,
        nint* output_values,
        int noutputs,
        nint* target_opers,
        int ntargets,
        nint run_metadata,
        nint status);

    [LibraryImport(LibraryName, EntryPoint = nameof(TF_GetCode))]
    public static partial TF_Code TF_GetCodeOf(nint status);

    [LibraryImport(LibraryName)]
    public static partial DeviceListHandle TF_SessionListDevices(SessionHandle session, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial void TF_DeleteDeviceList(nint list);

    [LibraryImport(LibraryName)]
    public static partial int TF_DeviceListCount(DeviceListHandle list);

    [LibraryImport(LibraryName)]
    public static partial byte* TF_DeviceListName(DeviceListHandle list, int index, StatusHandle status);

    [LibraryImport(LibraryName)]
    public static partial byte* TF_DeviceListType(DeviceListHandle list, int index, StatusHandle status);
}
