using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using Microsoft.ML.OnnxRuntime;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>
/// Reads which execution provider each node of a session was given to (C API since 1.24; the C# API does not wrap it yet). The session must have been opened
/// with <see cref="ConfigKey"/> = 1.
/// </summary>
internal static unsafe class NodeAssignment
{
    public const string ConfigKey = "session.record_ep_graph_assignment_info";

    // Indices into struct OrtApi of onnxruntime_c_api.h, which only ever grows at its end.
    private const int GetErrorMessage = 2;
    private const int ReleaseStatus = 93;
    private const int Session_GetEpGraphAssignmentInfo = 407;
    private const int EpAssignedSubgraph_GetEpName = 408;
    private const int EpAssignedSubgraph_GetNodes = 409;
    private const int EpAssignedNode_GetOperatorType = 412;

    /// <summary>Provider and operator of every node, as the graph is after the basic optimisations.</summary>
    /// <exception cref="InferenceException">The library does not tell.</exception>
    public static IReadOnlyList<(string Provider, string Operator)> Read(EngineLibrary library, InferenceSession session)
    {
        List<(string Provider, string Operator)> nodes = [];
        nint* subgraphs;
        nuint subgraphCount;
        var getSubgraphs = (delegate* unmanaged[Cdecl]<nint, nint**, nuint*, nint>)library.Api[Session_GetEpGraphAssignmentInfo];
        ThrowIfError(library, nameof(Session_GetEpGraphAssignmentInfo), getSubgraphs(HandleOf(session), &subgraphs, &subgraphCount));
        for (nuint i = 0; i < subgraphCount; i++)
        {
            string provider = ReadText(library, EpAssignedSubgraph_GetEpName, nameof(EpAssignedSubgraph_GetEpName), subgraphs[i]);
            nint* members;
            nuint memberCount;
            var getNodes = (delegate* unmanaged[Cdecl]<nint, nint**, nuint*, nint>)library.Api[EpAssignedSubgraph_GetNodes];
            ThrowIfError(library, nameof(EpAssignedSubgraph_GetNodes), getNodes(subgraphs[i], &members, &memberCount));
            for (nuint j = 0; j < memberCount; j++)
            {
                nodes.Add((provider, ReadText(library, EpAssignedNode_GetOperatorType, nameof(EpAssignedNode_GetOperatorType), members[j])));
            }
        }

        return nodes;
    }

    private static string ReadText(EngineLibrary library, int function, string name, nint item)
    {
        nint text;
        ThrowIfError(library, name, ((delegate* unmanaged[Cdecl]<nint, nint*, nint>)library.Api[function])(item, &text));
        return Marshal.PtrToStringUTF8(text) ?? "";
    }

    private static void ThrowIfError(EngineLibrary library, string call, nint status)
    {
        if (status == 0)
        {
            return;
        }

        string text = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)library.Api[GetErrorMessage])(status)) ?? "";
        ((delegate* unmanaged[Cdecl]<nint, void>)library.Api[ReleaseStatus])(status);
        throw new InferenceException($"{call} of ONNX Runtime {library.Version} failed: {text}");
    }

    // Internal to the C# API, whose version is pinned; a test opens a session and would see it go.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Handle")]
    private static extern nint HandleOf(InferenceSession session);
}
