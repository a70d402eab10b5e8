using InferenceBench;
using InferenceBench.Registry;

return SuiteProgram.Run(args, new FrameworkRegistry());
