using System.Runtime.InteropServices;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling;

/// <summary>Runs code on a thread whose file accesses are those of a user without rights, which root may take on (setfsuid(2) holds for one thread).</summary>
internal static class OtherUser
{
    private const int Nobody = 65534;

    /// <summary>Runs it. The calling test is skipped when this process may not change users and is not refused a file of mode 0.</summary>
    public static T Run<T>(Func<T> code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "users are changed on Linux only");
        // On the thread itself an exception would end the whole process.
        T result = default!;
        string? skip = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                // The first call returns the old id, the second one tells whether it took.
                _ = setfsuid(Nobody);
                skip = setfsuid(Nobody) != Nobody && Environment.IsPrivilegedProcess ? "this process may not change its user" : null;
                result = skip is null ? code() : result;
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        Assert.SkipWhen(skip is not null, skip ?? "");
        return failure is null ? result : throw new InvalidOperationException("it failed for another user", failure);
    }

    [DllImport("libc")]
    private static extern int setfsuid(int fsuid);
}
