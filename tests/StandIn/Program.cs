using InferenceBench;
using InferenceBench.Registry;
using InferenceBench.Tests.StandIn;

// Two frameworks of the same kind: what happens to one must not touch the other, which runs after it.
return SuiteProgram.Run(args, new FrameworkRegistry(new StandInFramework("standin"), new StandInFramework("healthy")));
