using System.CommandLine;
using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Models;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;

namespace InferenceBench.Verbs;

/// <summary><c>models list|info|export|quantize|convert</c>: the catalogue, and any ONNX file.</summary>
public static class ModelsVerb
{
    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return new Command("models", "the catalogue's models, and what is in any ONNX file")
        {
            CreateList(), CreateInfo(registry), ModelsExport.Create(registry), ModelsQuantize.Create(registry), ModelsConvert.Create(registry),
        };
    }

    /// <summary>The argument that names a catalogue model or a file.</summary>
    internal static Argument<string> CreateTarget()
    {
        return new Argument<string>("ID|FILE") { Description = "a model of the catalogue ('models list'), or the path of an ONNX file" };
    }

    /// <summary>Opens a catalogue model or a file.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="target">Catalogue id or path.</param>
    /// <returns>The model, and its catalogue id or null for a file.</returns>
    /// <exception cref="UsageException">It is neither.</exception>
    /// <exception cref="OnnxModelException">The file cannot be used.</exception>
    internal static (OnnxModel Model, string? Id) Load(FrameworkRegistry registry, string target)
    {
        if (ModelCatalogue.Find(target) is { } entry)
        {
            return (OnnxModel.Load(ModelCache.GetPath(entry)), entry.Id);
        }

        if (ModelExtension.IsOwn(target, registry.Descriptors) && Path.Exists(target))
        {
            string kind = ModelExtension.Describe(ModelExtension.Of(target));
            throw new UsageException($"{target}: models looks into ONNX files, and {kind} are run as they are: --model-file {target} --input-shape 1,3,224,224");
        }

        bool isPath = File.Exists(target) || Directory.Exists(target) || target.Contains('/', StringComparison.Ordinal) || Path.HasExtension(target);
        return isPath
            ? (OnnxModel.Load(target), null)
            : throw Suggestion.Unknown("models", "model or file", target, [.. ModelCatalogue.Entries.Select(static known => known.Id)]);
    }

    private static Command CreateList()
    {
        Option<bool> json = CreateJson();
        var command = new Command("list", "the catalogue's models") { json };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            if (result.GetValue(json))
            {
                VerbOutput.WriteJson(ModelCatalogue.Entries.Select(static entry => new { entry.Id, entry.Parameters, entry.Macs, entry.InputShape }));
            }
            else
            {
                Console.Out.Write(ModelTables.List(ModelCatalogue.Entries));
            }

            return 0;
        }));
        return command;
    }

    private static Command CreateInfo(FrameworkRegistry registry)
    {
        Argument<string> target = CreateTarget();
        Option<bool> json = CreateJson();
        var shapes = new Option<string[]>("--input-shape")
        {
            Description = "shape of a dynamic input (repeatable)",
            HelpName = "[NAME:]1,3,640,640",
        };
        var command = new Command("info", "inputs, outputs, operators, parameters and multiply-accumulates of a model") { target, shapes, json };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            (OnnxModel model, string? id) = Load(registry, result.GetValue(target)!);
            ModelInfo info = ModelInfo.Of(model, id, InputShapeParser.Parse(result.GetValue(shapes) ?? []));
            if (result.GetValue(json))
            {
                VerbOutput.WriteJson(info);
            }
            else
            {
                Console.Out.Write(ModelTables.Info(info));
            }

            return 0;
        }));
        return command;
    }

    private static Option<bool> CreateJson()
    {
        return new Option<bool>("--json") { Description = "one JSON document on standard output" };
    }
}
