using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Quantization;
using InferenceBench.Quantization;
using InferenceBench.Registry;

namespace InferenceBench.Verbs;

/// <summary><c>models quantize</c>: an fp32 model as int8 with Q/DQ.</summary>
internal static class ModelsQuantize
{
    private const int Failed = 1;

    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        Argument<string> target = ModelsVerb.CreateTarget();
        var options = new QuantizeOptions();
        var command = new Command("quantize", "writes an fp32 model as int8: weights as integers, QuantizeLinear and DequantizeLinear around what runs in int8") { target };
        options.AddTo(command);
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            QuantizationOrder order = options.Parse(result, result.GetValue(target)!);
            (OnnxModel model, string? id) = ModelsVerb.Load(registry, order.Target);
            try
            {
                QuantizationResult done = QuantizationRun.Run(registry, order, model, id, Tell);
                Print(done, result.GetValue(options.Json));
                return 0;
            }
            catch (QuantizationException e)
            {
                Console.Error.WriteLine($"error: {e.Message}");
                return Failed;
            }
        }));
        return command;
    }

    // Progress is for people who wait; logs and tests get errors only.
    private static void Tell(string line)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(line);
        }
    }

    private static void Print(QuantizationResult result, bool isJson)
    {
        if (isJson)
        {
            VerbOutput.WriteJson(result);
        }
        else
        {
            Console.Out.Write(QuantizationPage.Create(result));
        }
    }
}
