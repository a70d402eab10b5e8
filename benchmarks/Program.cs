using InferenceBench;
using InferenceBench.Frameworks.OnnxRuntime;
using InferenceBench.Registry;

return SuiteProgram.Run(args, new FrameworkRegistry(new OnnxRuntimeFramework()));
