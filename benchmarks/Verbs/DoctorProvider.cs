namespace InferenceBench.Verbs;

/// <summary>Whether a framework runs on one device by one provider.</summary>
/// <param name="Id">Provider id.</param>
/// <param name="Device">The device.</param>
/// <param name="Available">Whether it runs.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record DoctorProvider(string Id, string Device, bool Available, string? Reason, string? Remedy);
