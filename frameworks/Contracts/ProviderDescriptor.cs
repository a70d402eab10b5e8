namespace InferenceBench.Contracts;

/// <summary>One way in which a framework runs on one kind of device (ONNX Runtime's execution providers; elsewhere the device's kind).</summary>
/// <param name="Id">Public, permanent name: <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c>.</param>
/// <param name="DeviceKind">The kind of device it runs on.</param>
public sealed record ProviderDescriptor(string Id, DeviceKind DeviceKind);
