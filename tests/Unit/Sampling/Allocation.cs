namespace InferenceBench.Tests.Unit.Sampling;

/// <summary>What some code allocates on the thread that runs it.</summary>
internal static class Allocation
{
    private const int Tries = 5;

    /// <summary>Bytes of the cheapest of several repetitions: a collection that another test causes meanwhile counts the rest of this thread's allocation context (up to 8 KiB) once.</summary>
    public static long LeastOf(int repetitions, Action action)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Tries && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < repetitions; k++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
