using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Native;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>Makes a session of what a request names.</summary>
internal static class ModelOpener
{
    private const string FetchedFeed = "inferencebench/fetched_feed_";
    private const long LargeHeapBytes = 256L << 20;

    /// <summary>Opens a model, ready to run.</summary>
    /// <param name="request">The model and how to run it.</param>
    /// <param name="options">The user's options.</param>
    /// <exception cref="InferenceException">The model cannot be read, or TensorFlow refuses it.</exception>
    /// <exception cref="NotSupportedException">An operator is not lowered or has no kernel.</exception>
    public static OpenedModel Open(OpenRequest request, TensorFlowOptions options)
    {
        byte[] config = SessionConfig.Create(request, options);
        return SavedModelFile.Is(request.ModelPath) ? OpenSavedModel(request, options, config) : Open(Lower(request, options), config);
    }

    /// <summary>Lowers an ONNX file for the device and the variant of a request.</summary>
    /// <param name="request">The file and its inputs.</param>
    /// <param name="options">The user's options.</param>
    /// <exception cref="InferenceException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">An operator is not lowered.</exception>
    internal static TensorFlowProgram Lower(OpenRequest request, TensorFlowOptions options)
    {
        try
        {
            bool channelsLast = request.Device.Kind == DeviceKind.Cpu || !options.ChannelsFirstOnGpu;
            bool isXla = request.Variant == TensorFlowVariants.Xla;
            TensorFlowProgram program = GraphLowering.Lower(OnnxModel.Load(request.ModelPath), request.Inputs, new LoweringOptions(channelsLast, IsCompiled: isXla));
            if (isXla)
            {
                XlaWeights.KeepOutside(program.Graph);
            }

            return program;
        }
        catch (OnnxModelException e)
        {
            throw new InferenceException(e.Message, e);
        }
    }

    /// <summary>Opens a graph.</summary>
    /// <param name="program">The graph, its inputs and outputs.</param>
    /// <param name="config">A serialised <c>ConfigProto</c>.</param>
    /// <exception cref="InferenceException">TensorFlow refuses it.</exception>
    /// <exception cref="NotSupportedException">An operator has no kernel.</exception>
    internal static OpenedModel Open(TensorFlowProgram program, byte[] config)
    {
        var graph = new NativeGraph();
        try
        {
            graph.Import(program.Graph);
            ForgetWeights(program);
            NativeSession session = NativeSession.Create(graph, config);
            return Bind(graph, session, (program.Inputs, program.Placeholders), (program.Outputs, program.Results));
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    // TensorFlow copies the weights several times while it optimises; those of a large model are given back before.
    private static void ForgetWeights(TensorFlowProgram program)
    {
        program.Graph.Node.Clear();
        if (GC.GetTotalMemory(forceFullCollection: false) > LargeHeapBytes)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static OpenedModel OpenSavedModel(OpenRequest request, TensorFlowOptions options, byte[] config)
    {
        SavedModelSignature signature = SavedModelFile.Read(request.ModelPath).Find(options.Signature);
        IReadOnlyList<NamedTensor> inputs = signature.Match(request.Inputs);
        var graph = new NativeGraph();
        try
        {
            NativeSession session = NativeSession.Load(request.ModelPath, SavedModelFile.Tag, graph, config);
            return Bind(
                graph,
                session,
                ([.. inputs.Select(static input => input.Spec)], [.. inputs.Select(static input => input.Name)]),
                ([.. signature.Outputs.Select(static output => output.Spec)], [.. signature.Outputs.Select(static output => output.Name)]));
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    private static OpenedModel Bind(
        NativeGraph graph,
        NativeSession session,
        (IReadOnlyList<TensorSpec> Specs, IReadOnlyList<string> Names) inputs,
        (IReadOnlyList<TensorSpec> Specs, IReadOnlyList<string> Names) outputs)
    {
        try
        {
            TF_Output[] feeds = [.. inputs.Names.Select(graph.Find)];
            TF_Output[] fetches = [.. outputs.Names.Select(graph.Find)];
            for (int i = 0; i < fetches.Length; i++)
            {
                RequireNumbers(outputs.Specs[i].Name, fetches[i]);
                fetches[i] = feeds.Contains(fetches[i]) ? graph.AddIdentity(fetches[i], $"{FetchedFeed}{i}") : fetches[i];
            }

            return new OpenedModel(graph, session, inputs.Specs, feeds, outputs.Specs, fetches);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void RequireNumbers(string name, TF_Output output)
    {
        var type = (Protos.DataType)TensorFlowMethods.TF_OperationOutputType(output);
        if (DataTypes.ElementTypeOf(type) == ElementType.Undefined)
        {
            throw new NotSupportedException($"output '{name}' is of type {type}, whose elements are no numbers");
        }
    }
}
