using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;

namespace InferenceBench.Verbs;

/// <summary><c>models convert</c>: an fp32 model as one that computes in fp16 or bf16, its inputs and outputs still fp32.</summary>
internal static class ModelsConvert
{
    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        Argument<string> target = ModelsVerb.CreateTarget();
        var precision = new Option<string>("--precision")
        {
            Description = "fp16, or bf16 (for TensorRT's strongly typed networks; ONNX Runtime's CPU provider runs little of it)",
            HelpName = "fp16|bf16",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "the file to write; one that exists is replaced", HelpName = "F.onnx", Required = true };
        var keep = new Option<string[]>("--keep-fp32")
        {
            Description = "nodes and operators that stay in fp32, by name (repeatable, or several after each other); what must stay so does anyway",
            HelpName = "NODE|OPERATOR",
            AllowMultipleArgumentsPerToken = true,
        };
        var json = new Option<bool>("--json") { Description = "one JSON document on standard output" };
        var command = new Command("convert", "writes an fp32 model in fp16 or bf16: weights and activations, while inputs and outputs stay fp32") { target, precision, output, keep, json };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            Precision wanted = ParsePrecision(result.GetValue(precision)!);
            string path = PathArgument.Parse(output.Name, result.GetValue(output)!);
            ConversionPage page = Convert(ModelsVerb.Load(registry, result.GetValue(target)!).Model, wanted, result.GetValue(keep) ?? [], path);
            if (result.GetValue(json))
            {
                VerbOutput.WriteJson(page);
            }
            else
            {
                Console.Out.Write(page.ToText());
            }

            return 0;
        }));
        return command;
    }

    private static ConversionPage Convert(OnnxModel model, Precision precision, string[] keep, string path)
    {
        CheckNames(model, keep);
        ConversionResult result = PrecisionConverter.Convert(model, new ConversionOptions(precision, keep));
        long sizeBefore = ModelFiles.SizeBytes(model);
        OnnxWriter.Save(result.Model, path, ExternalDataUse.WhenNeeded);
        return ConversionPage.Of(result, precision, path, sizeBefore);
    }

    private static void CheckNames(OnnxModel model, string[] keep)
    {
        if (keep.Length == 0)
        {
            return;
        }

        IReadOnlySet<string> known = PrecisionConverter.NamesOf(model);
        foreach (string name in keep.Where(name => !known.Contains(name)))
        {
            throw Suggestion.Unknown("--keep-fp32", "node or operator in the model", name, known);
        }
    }

    private static Precision ParsePrecision(string text)
    {
        if (PrecisionNames.TryParse(text, out Precision precision) && precision is Precision.Fp16 or Precision.Bf16)
        {
            return precision;
        }

        string hint = text.Equals("int8", StringComparison.OrdinalIgnoreCase) ? "; 'models quantize' makes int8" : "";
        throw new UsageException($"--precision {text}: not a precision to convert to; write fp16 or bf16{hint}");
    }
}
