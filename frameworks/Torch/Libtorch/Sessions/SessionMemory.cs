using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Sessions;

/// <summary>Buffers for inputs and outputs.</summary>
internal static class SessionMemory
{
    /// <summary>One buffer for each tensor.</summary>
    /// <exception cref="InferenceException">A tensor has more than 2 GiB, or there is not so much memory.</exception>
    public static HostMemory[] Allocate(IReadOnlyList<TensorSpec> specs)
    {
        List<HostMemory> memory = [];
        try
        {
            foreach (TensorSpec spec in specs)
            {
                memory.Add(Allocate(spec));
            }

            return [.. memory];
        }
        catch
        {
            Free(memory);
            throw;
        }
    }

    /// <summary>Gives buffers back.</summary>
    public static void Free(IEnumerable<HostMemory> memory)
    {
        foreach (HostMemory block in memory)
        {
            block.Dispose();
        }
    }

    private static HostMemory Allocate(TensorSpec spec)
    {
        if (spec.SizeBytes > Array.MaxLength)
        {
            throw new InferenceException($"{spec} has {spec.SizeBytes} bytes; at most {Array.MaxLength} can be fed or read");
        }

        try
        {
            return new HostMemory((int)spec.SizeBytes);
        }
        catch (OutOfMemoryException e)
        {
            throw new InferenceException($"out of memory: {spec.SizeBytes} bytes for {spec}", e);
        }
    }
}
