using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Frameworks.Torch.Native;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Sessions;

/// <summary>Makes the module of a request: an ONNX file lowered, or the user's TorchScript.</summary>
internal static class ModuleOpener
{
    /// <summary>Opens the module; not configured yet.</summary>
    /// <param name="request">The model and how to run it.</param>
    /// <param name="outputs">Its outputs; empty when only a run tells.</param>
    /// <param name="computeType">What float32 values become.</param>
    /// <exception cref="InferenceException">The file cannot be read, or libtorch refuses it.</exception>
    /// <exception cref="NotSupportedException">An operator is not lowered.</exception>
    public static TorchModule Open(OpenRequest request, out IReadOnlyList<TensorSpec> outputs, out ElementType computeType)
    {
        if (TorchScriptFile.Is(request.ModelPath))
        {
            outputs = [];
            computeType = TypeOf(request.Precision);
            return TorchModule.Load(request.ModelPath);
        }

        try
        {
            OnnxModel model = OnnxModel.Load(request.ModelPath);
            // A file that is in half precision already says itself which of its values are.
            computeType = FilePrecision.Of(model.Proto.Graph) == request.Precision ? ElementType.Float32 : TypeOf(request.Precision);
            TorchProgram program = GraphLowering.Lower(model, request.Inputs, new LoweringOptions(computeType));
            outputs = program.Outputs;
            return TorchModule.Create(program);
        }
        catch (OnnxModelException e)
        {
            throw new InferenceException(e.Message, e);
        }
    }

    private static ElementType TypeOf(Precision precision)
    {
        return precision switch
        {
            Precision.Fp16 => ElementType.Float16,
            Precision.Bf16 => ElementType.BFloat16,
            _ => ElementType.Float32,
        };
    }
}
