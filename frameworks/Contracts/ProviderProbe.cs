namespace InferenceBench.Contracts;

/// <summary>Whether one provider of a framework runs on one device of this machine.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Device">The device, as <see cref="Device.ToString"/> writes it.</param>
/// <param name="Availability">Whether it runs here.</param>
public sealed record ProviderProbe(string Provider, string Device, Availability Availability);
