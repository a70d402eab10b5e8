using System.CommandLine;
using System.Globalization;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;
using InferenceBench.Reporting.Files;

namespace InferenceBench.Verbs;

/// <summary><c>models export</c>: a model as a file of its own, as ONNX or in the form of a framework.</summary>
internal static class ModelsExport
{
    private const int Failed = 1;
    private const string Onnx = "onnx";

    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        Argument<string> target = ModelsVerb.CreateTarget();
        var output = new Option<string>("--out") { Description = "the file to write; one that exists is replaced", HelpName = "F.onnx", Required = true };
        var batch = new Option<string>("--batch") { Description = "fixes the batch dimension; default: dynamic, in another form than onnx 1", HelpName = "N" };
        var seed = new Option<string>("--seed") { Description = "seed of a catalogue model's weights; default: 1", HelpName = "N" };
        var shapes = new Option<string[]>("--input-shape") { Description = "shape of a dynamic input, for another form than onnx (repeatable)", HelpName = "[NAME:]1,3,640,640" };
        string formats = string.Join("|", Formats(registry));
        var format = new Option<string>("--format") { Description = string.Join("; ", Exporters(registry).Select(static exporter => $"{exporter.Format}: {exporter.FormatDescription}").Prepend("onnx: the model")), HelpName = formats, DefaultValueFactory = static _ => Onnx };
        var command = new Command("export", "writes a model of the catalogue, or a file, to a file of its own") { target, output, batch, seed, shapes, format };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            IModelExporter? exporter = FindExporter(registry, result.GetValue(format)!);
            string path = PathArgument.Parse(output.Name, result.GetValue(output)!);
            int? size = ParseBatch(result.GetValue(batch));
            ulong? weights = ParseSeed(result.GetValue(seed));
            IReadOnlyDictionary<string, long[]> given = InputShapeParser.Parse(result.GetValue(shapes) ?? []);
            return exporter is null
                ? ExportOnnx(registry, result.GetValue(target)!, path, size, weights, given)
                : Export(exporter, new ExportSource(registry, result.GetValue(target)!, weights), path, size, given);
        }));
        return command;
    }

    private static string[] Formats(FrameworkRegistry registry)
    {
        return [Onnx, .. Exporters(registry).Select(static exporter => exporter.Format)];
    }

    private static IEnumerable<IModelExporter> Exporters(FrameworkRegistry registry)
    {
        return registry.All.OfType<IModelExporter>().DistinctBy(static exporter => exporter.Format, StringComparer.OrdinalIgnoreCase);
    }

    // Null: ONNX, which needs no framework.
    private static IModelExporter? FindExporter(FrameworkRegistry registry, string format)
    {
        if (format.Equals(Onnx, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return Exporters(registry).FirstOrDefault(exporter => exporter.Format.Equals(format, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"--format {format}: no such format; write {string.Join(" or ", Formats(registry))}");
    }

    private static int ExportOnnx(FrameworkRegistry registry, string target, string path, int? batch, ulong? seed, IReadOnlyDictionary<string, long[]> shapes)
    {
        if (shapes.Count > 0)
        {
            throw new UsageException("--input-shape: an ONNX file keeps its dynamic dimensions; leave it out, or fix the batch with --batch");
        }

        OnnxModel model = new ExportSource(registry, target, seed).Build();
        if (batch is not null)
        {
            BatchDimension.Fix(model, batch.Value);
        }

        OnnxWriter.Save(model, path, ExternalDataUse.WhenNeeded);
        return Tell(path);
    }

    private static int Export(IModelExporter exporter, ExportSource source, string path, int? batch, IReadOnlyDictionary<string, long[]> shapes)
    {
        using TemporaryFolder work = TemporaryFolder.Create("export");
        string file = source.GetFile(work.Path);
        ModelSignature signature = ModelSignature.Resolve(OnnxModel.Load(file), batch, shapes);
        try
        {
            AtomicFile.Write(path, stream => exporter.Export(file, signature.Inputs, stream));
        }
        catch (NotSupportedException e)
        {
            Console.Error.WriteLine($"error: {source.Name} cannot be exported as {exporter.Format}: {ExceptionText.Of(e)}");
            return Failed;
        }

        return Tell(path);
    }

    private static int Tell(string path)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wrote {path} ({new FileInfo(path).Length / 1e6:0.0##} MB)"));
        return 0;
    }

    private static int? ParseBatch(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int batch) && batch >= 1
            ? batch
            : throw new UsageException($"--batch {text}: not a batch size; write 1 or more");
    }

    private static ulong? ParseSeed(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new UsageException($"--seed {text}: not a seed; write a number from 0 to {ulong.MaxValue}");
    }
}
