using InferenceBench;
using InferenceBench.Frameworks.OnnxRuntime;
using InferenceBench.Frameworks.TensorFlow;
using InferenceBench.Frameworks.TensorRt;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Registry;

return SuiteProgram.Run(
    args,
    new FrameworkRegistry(
        new OnnxRuntimeFramework(),
        new LibtorchFramework(),
        new TorchSharpFramework(),
        new TensorFlowFramework(),
        new TensorFlowNetFramework(),
        new TensorRtFramework()));
