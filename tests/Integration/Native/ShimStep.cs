namespace InferenceBench.Tests.Integration.Native;

/// <summary>One line of the program in C: a status of <c>infb_torch_status</c> and its text.</summary>
internal sealed record ShimStep(int Status, string Text)
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Unsupported = 2;
    public const int OutOfMemory = 3;
    public const int BadArgument = 4;
}
