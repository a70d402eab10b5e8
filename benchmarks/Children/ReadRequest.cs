using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>A framework's own file for a child to read.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Device">The device that it is to run on.</param>
/// <param name="Options">The user's options of the framework.</param>
internal sealed record ReadRequest(string Path, Device Device, IReadOnlyDictionary<string, string> Options);
