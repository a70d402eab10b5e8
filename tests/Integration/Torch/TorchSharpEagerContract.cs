using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

[Collection(LibtorchGroup.Name)]
public sealed class TorchSharpEagerContract() : TorchSharpContract(LibtorchDescriptor.Eager);
