using System.CommandLine;
using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Verbs;

/// <summary><c>models export</c>: a model as a file of its own.</summary>
internal static class ModelsExport
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> target = ModelsVerb.CreateTarget();
        var output = new Option<string>("--out") { Description = "the file to write; one that exists is replaced", HelpName = "F.onnx", Required = true };
        var batch = new Option<string>("--batch") { Description = "fixes the batch dimension; default: dynamic", HelpName = "N" };
        var seed = new Option<string>("--seed") { Description = "seed of a catalogue model's weights; default: 1", HelpName = "N" };
        var format = new Option<string>("--format") { Description = "onnx (torchscript and graphdef: not available yet)", HelpName = "onnx", DefaultValueFactory = static _ => "onnx" };
        var command = new Command("export", "writes a model of the catalogue, or a file, to a file of its own") { target, output, batch, seed, format };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            CheckFormat(result.GetValue(format)!);
            string path = PathArgument.Parse(output.Name, result.GetValue(output)!);
            int? size = ParseBatch(result.GetValue(batch));
            OnnxModel model = Build(result.GetValue(target)!, ParseSeed(result.GetValue(seed)));
            if (size is not null)
            {
                BatchDimension.Fix(model, size.Value);
            }

            OnnxWriter.Save(model, path, ExternalDataUse.WhenNeeded);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wrote {path} ({new FileInfo(path).Length / 1e6:0.0} MB)"));
            return 0;
        }));
        return command;
    }

    private static void CheckFormat(string format)
    {
        switch (format.ToLowerInvariant())
        {
            case "onnx":
                return;
            case "torchscript" or "graphdef":
                throw new UsageException($"--format {format}: not available yet; write onnx");
            default:
                throw new UsageException($"--format {format}: no such format; write onnx");
        }
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

    private static OnnxModel Build(string target, ulong? seed)
    {
        if (ModelCatalogue.Find(target) is { } entry)
        {
            return new OnnxModel(string.Empty, entry.Build(seed ?? ModelCatalogue.DefaultSeed));
        }

        return seed is null
            ? ModelsVerb.Load(target).Model
            : throw new UsageException($"--seed {seed}: {target} is no model of the catalogue, its weights are in the file");
    }
}
