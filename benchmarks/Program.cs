using InferenceBench;
using InferenceBench.Frameworks.OnnxRuntime;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Registry;

return SuiteProgram.Run(args, new FrameworkRegistry(new OnnxRuntimeFramework(), new LibtorchFramework(), new TorchSharpFramework()));
