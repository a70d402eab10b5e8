using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Tests.StandIn;

/// <summary>A framework without an engine: an inference is a busy wait. Faults are chosen by <c>--option ID.fault=NAME</c>.</summary>
/// <param name="id">Framework id.</param>
public sealed class StandInFramework(string id) : IInferenceFramework, IModelExporter
{
    /// <summary>Extension of a file in the stand-ins' own form: a text that begins with <see cref="OwnMark"/>.</summary>
    public const string OwnExtension = ".standin";

    /// <summary>How a file in the own form begins.</summary>
    public const string OwnMark = "stand-in";

    /// <summary>Variable of a child's environment: the number of threads.</summary>
    public const string ThreadsVariable = "STANDIN_THREADS";

    // Ids of stand-ins that are to be missing, as if they had not been built.
    private const string MissingVariable = "STANDIN_NOT_BUILT";

    /// <inheritdoc />
    public FrameworkDescriptor Descriptor { get; } = new(
        id,
        [new ProviderDescriptor("cpu", DeviceKind.Cpu), new ProviderDescriptor("cuda", DeviceKind.Cuda)],
        ["plain", "fast"],
        [".onnx", OwnExtension])
    {
        ComputePrecisions = id == "standin" ? [Precision.Fp16] : [],
        PlainVariant = "plain",
        FileProblem = static path => File.ReadAllText(path).StartsWith(OwnMark, StringComparison.Ordinal) ? null : "it is no file of a stand-in",
        EnvironmentFor = static settings => new Dictionary<string, string> { [ThreadsVariable] = settings.Threads.ToString(CultureInfo.InvariantCulture) },
    };

    /// <inheritdoc />
    public string Format => "nodes";

    public string FormatDescription => "a line for each node";

    /// <inheritdoc />
    public FrameworkProbe Probe()
    {
        if (Environment.GetEnvironmentVariable(MissingVariable)?.Split(',').Contains(id) == true)
        {
            return FrameworkProbe.Unavailable($"not built: package {id} is not on the configured feeds", "add a feed that holds it");
        }

        return new FrameworkProbe(
            Availability.Yes,
            "1.2.3",
            "built in",
            [
                new ProviderProbe("cpu", "cpu", Availability.Yes),
                new ProviderProbe("cuda", "cuda:0", Availability.No("a stand-in has no CUDA", "use the CPU")),
            ])
        {
            Warnings = ["a stand-in waits and does not compute: take a framework"],
        };
    }

    /// <inheritdoc />
    public IInferenceSession Open(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string kind = IsFaulty(request.Options) ? request.Options.GetValueOrDefault("fault", "") : "";
        var fault = new Fault(kind, request.Options.GetValueOrDefault("fault-at", "load"));
        fault.Strike("load");
        return new StandInSession(request, fault);
    }

    // --option ID.opens=FILE gets a line for each process that opens a session; with ID.fault-at-open=N only the N-th of them goes wrong.
    private static bool IsFaulty(IReadOnlyDictionary<string, string> options)
    {
        if (!options.TryGetValue("opens", out string? file))
        {
            return true;
        }

        File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
        return !options.TryGetValue("fault-at-open", out string? number)
            || File.ReadAllLines(file).Length == int.Parse(number, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public void Export(string modelPath, IReadOnlyList<TensorSpec> inputs, Stream output)
    {
        using var writer = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(", ", inputs));
        foreach (NodeProto node in OnnxModel.Load(modelPath).Proto.Graph.Node)
        {
            writer.Flush();
            writer.WriteLine(node.OpType == "Softmax" ? throw new NotSupportedException($"operator Softmax at node '{node.Name}' is not known to a stand-in") : node.OpType);
        }
    }
}
