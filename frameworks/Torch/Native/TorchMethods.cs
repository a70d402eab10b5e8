using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>The shim's functions, as in <c>inferencebench_torch.h</c>.</summary>
internal static unsafe partial class TorchMethods
{
    /// <summary>Name of the shim in this assembly's declarations; <see cref="Contracts.NativeBinding"/> resolves it.</summary>
    internal const string LibraryName = "inferencebench_torch";

    /// <summary>Version of the header that these declarations were written for.</summary>
    internal const int INFB_TORCH_ABI = 1;

    [LibraryImport(LibraryName)]
    internal static partial int infb_torch_abi();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_torch_last_error();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_torch_version();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_torch_compiled_version();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_torch_build_info();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_torch_parallel_info();

    [LibraryImport(LibraryName)]
    internal static partial int infb_torch_has_cuda_half();

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_cuda_device_count(int* count);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_set_threads(int intra_op, int inter_op);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_get_threads(int* intra_op, int* inter_op);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_set_switches(int tf32, int cudnn_benchmark, int onednn);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_supports(int device, int device_index, int compute_type);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_create(
        byte* prepare_source, byte** prepared, int prepared_count, byte* forward_source, TorchTensor* parameters, int parameter_count, out ModuleHandle module);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_load(byte* path, out ModuleHandle module);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_configure(ModuleHandle module, TorchOptions* options);

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_torch_kept_out(ModuleHandle module);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_bind_inputs(ModuleHandle module, TorchTensor* inputs, int count);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_bind_outputs(ModuleHandle module, TorchTensor* outputs, int count);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_run(ModuleHandle module);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_output_count(ModuleHandle module, int* count);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_get_output(ModuleHandle module, int index, TorchTensor* output);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_synchronise(ModuleHandle module);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_get_times(ModuleHandle module, TorchTimes* times);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_get_memory(ModuleHandle module, TorchMemory* memory);

    [LibraryImport(LibraryName)]
    internal static partial TorchStatus infb_torch_bare_loop(ModuleHandle module, long count, long* durations_ns);

    [LibraryImport(LibraryName)]
    internal static partial void infb_torch_destroy(nint module);
}
