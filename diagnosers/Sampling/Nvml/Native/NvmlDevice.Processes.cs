namespace InferenceBench.Sampling.Nvml.Native;

/// <content>The list of processes, which may grow between two calls.</content>
internal sealed unsafe partial class NvmlDevice
{
    private const int Attempts = 5;

    private delegate NvmlReturn ProcessCall<T>(uint* count, T* processes)
        where T : unmanaged;

    // The library answers InsufficientSize with the count that it has: room for that many and a few that may start meanwhile.
    private static List<uint>? ReadProcesses<T>(ProcessCall<T> call, Func<T, uint> pidOf)
        where T : unmanaged
    {
        uint count = 16;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            var processes = new T[count];
            NvmlReturn code;
            fixed (T* first = processes)
            {
                code = call(&count, first);
            }

            if (code != NvmlReturn.InsufficientSize)
            {
                return code == NvmlReturn.Success ? [.. processes.Take((int)count).Select(pidOf)] : null;
            }

            count = Math.Max(count, (uint)processes.Length) + 16;
        }

        return null;
    }

    private NvmlReturn CallProcesses(uint* count, NvmlProcessInfoV2* processes)
    {
        return _exports.ComputeProcesses == 3
            ? NvmlMethods.nvmlDeviceGetComputeRunningProcesses_v3(_handle, count, processes)
            : NvmlMethods.nvmlDeviceGetComputeRunningProcesses_v2(_handle, count, processes);
    }

    private NvmlReturn CallProcesses(uint* count, NvmlProcessInfoV1* processes)
    {
        return NvmlMethods.nvmlDeviceGetComputeRunningProcesses(_handle, count, processes);
    }
}
