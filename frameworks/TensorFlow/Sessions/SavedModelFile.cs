using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>What can be said of a SavedModel without TensorFlow.</summary>
internal sealed class SavedModelFile
{
    /// <summary>The tag of the graph that is served.</summary>
    public const string Tag = "serve";

    private const string FileName = "saved_model.pb";

    private readonly MetaGraphDef _served;

    private SavedModelFile(MetaGraphDef served)
    {
        _served = served;
    }

    /// <summary>The names of its signatures, without that of the start, which gives nothing.</summary>
    public IReadOnlyList<string> Signatures => [.. _served.SignatureDef
        .Where(static entry => entry.Value.Outputs.Values.Any(static output => output.Dtype != DataType.DtInvalid))
        .Select(static entry => entry.Key)
        .Order(StringComparer.Ordinal)];

    /// <summary>Whether a model is a SavedModel: of what the frameworks here read, all that is no ONNX file.</summary>
    /// <param name="path">The model.</param>
    public static bool Is(string path)
    {
        return !path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What speaks against a folder, in one line without its path; null when nothing does.</summary>
    /// <param name="folder">The folder.</param>
    public static string? ProblemOf(string folder)
    {
        return TryRead(folder, out string? problem) is null ? problem : null;
    }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InferenceException">It is no SavedModel.</exception>
    public static SavedModelFile Read(string folder)
    {
        return TryRead(folder, out string? problem) ?? throw new InferenceException(problem!);
    }

    /// <summary>A signature.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InferenceException">There is none; the message lists those there are.</exception>
    public SavedModelSignature Find(string name)
    {
        return Signatures.Contains(name)
            ? SavedModelSignature.Of(name, _served.SignatureDef[name])
            : throw new InferenceException($"it has no signature '{name}'; it has {(Signatures.Count > 0 ? string.Join(", ", Signatures) : "none")} (--signature NAME)");
    }

    private static SavedModelFile? TryRead(string folder, out string? problem)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            problem = File.Exists(file + "txt")
                ? $"it holds {FileName}txt, a SavedModel as text; save it as binary"
                : $"it holds no {FileName}, so it is no SavedModel; write one with tf.saved_model.save(model, FOLDER), in Keras 3 with model.export(FOLDER)";
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(file);
            SavedModel model = SavedModel.Parser.WithDiscardUnknownFields(true).ParseFrom(stream);
            MetaGraphDef? served = model.MetaGraphs.FirstOrDefault(static graph => graph.MetaInfoDef?.Tags.Contains(Tag) == true);
            problem = served is not null ? null
                : model.MetaGraphs.Count == 0 ? $"its {FileName} holds no graph: it is damaged or no SavedModel"
                : $"none of its graphs has the tag {Tag}; they have {string.Join(", ", model.MetaGraphs.SelectMany(static graph => graph.MetaInfoDef?.Tags ?? []).DefaultIfEmpty("none"))}";
            return served is null ? null : new SavedModelFile(served);
        }
        catch (InvalidProtocolBufferException e)
        {
            problem = $"its {FileName} is damaged ({e.Message.TrimEnd('.')})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"its {FileName} cannot be read: {e.Message}";
        }

        return null;
    }
}
