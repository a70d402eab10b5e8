using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>A module of the shim. One thread at a time.</summary>
internal sealed unsafe class TorchModule : IDisposable
{
    private readonly ModuleHandle _handle;

    private TorchModule(ModuleHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Number of outputs of the last run.</summary>
    public int OutputCount
    {
        get
        {
            int count;
            TorchErrors.ThrowIfError(TorchMethods.infb_torch_output_count(_handle, &count), nameof(TorchMethods.infb_torch_output_count));
            return count;
        }
    }

    /// <summary>Operators of a configured module that oneDNN does not get because this libtorch gets them wrong there; empty for none.</summary>
    public string KeptOutOfOneDnn => NativeText.Read(TorchMethods.infb_torch_kept_out(_handle));

    /// <summary>Device times of the last run.</summary>
    public TorchTimes Times
    {
        get
        {
            TorchTimes times;
            TorchErrors.ThrowIfError(TorchMethods.infb_torch_get_times(_handle, &times), nameof(TorchMethods.infb_torch_get_times));
            return times;
        }
    }

    /// <summary>Memory of the device's allocator and of the weights.</summary>
    public TorchMemory Memory
    {
        get
        {
            TorchMemory memory;
            TorchErrors.ThrowIfError(TorchMethods.infb_torch_get_memory(_handle, &memory), nameof(TorchMethods.infb_torch_get_memory));
            return memory;
        }
    }

    /// <summary>Compiles a program and copies its parameters.</summary>
    public static TorchModule Create(TorchProgram program)
    {
        using TorchArguments arguments = new();
        TorchTensor* parameters = arguments.Tensors(program.Parameters.Count);
        for (int i = 0; i < program.Parameters.Count; i++)
        {
            TorchParameter parameter = program.Parameters[i];
            parameters[i] = arguments.Tensor(parameter.Name, parameter.ElementType, parameter.Shape, parameter.Read());
        }

        TorchStatus status = TorchMethods.infb_torch_create(
            arguments.Text(program.PrepareSource), arguments.Texts(program.Prepared), program.Prepared.Count,
            arguments.Text(program.ForwardSource), parameters, program.Parameters.Count, out ModuleHandle handle);
        return Own(handle, status, nameof(TorchMethods.infb_torch_create));
    }

    /// <summary>Loads a TorchScript file.</summary>
    public static TorchModule Load(string path)
    {
        using TorchArguments arguments = new();
        TorchStatus status = TorchMethods.infb_torch_load(arguments.Text(path), out ModuleHandle handle);
        return Own(handle, status, nameof(TorchMethods.infb_torch_load));
    }

    /// <summary>Moves, converts and optimises; once.</summary>
    public void Configure(TorchOptions options)
    {
        TorchErrors.ThrowIfError(TorchMethods.infb_torch_configure(_handle, &options), nameof(TorchMethods.infb_torch_configure));
    }

    /// <summary>Names the memory that every run reads.</summary>
    public void BindInputs(IReadOnlyList<TensorSpec> specs, IReadOnlyList<HostMemory> memory)
    {
        using TorchArguments arguments = new();
        TorchErrors.ThrowIfError(
            TorchMethods.infb_torch_bind_inputs(_handle, Describe(arguments, specs, memory), specs.Count), nameof(TorchMethods.infb_torch_bind_inputs));
    }

    /// <summary>Names the memory that every run writes.</summary>
    public void BindOutputs(IReadOnlyList<TensorSpec> specs, IReadOnlyList<HostMemory> memory)
    {
        using TorchArguments arguments = new();
        TorchErrors.ThrowIfError(
            TorchMethods.infb_torch_bind_outputs(_handle, Describe(arguments, specs, memory), specs.Count), nameof(TorchMethods.infb_torch_bind_outputs));
    }

    /// <summary>One inference; the bound outputs are then readable.</summary>
    public void Run()
    {
        TorchErrors.ThrowIfError(TorchMethods.infb_torch_run(_handle), nameof(TorchMethods.infb_torch_run));
    }

    /// <summary>An output of the last run, in memory of the module, valid until its next run.</summary>
    public TorchTensor GetOutput(int index)
    {
        TorchTensor output;
        TorchErrors.ThrowIfError(TorchMethods.infb_torch_get_output(_handle, index, &output), nameof(TorchMethods.infb_torch_get_output));
        return output;
    }

    /// <summary>The shim's own loop over this module.</summary>
    /// <param name="durationsNs">Gets the time of each inference.</param>
    public void RunBareLoop(Span<long> durationsNs)
    {
        fixed (long* durations = durationsNs)
        {
            TorchErrors.ThrowIfError(TorchMethods.infb_torch_bare_loop(_handle, durationsNs.Length, durations), nameof(TorchMethods.infb_torch_bare_loop));
        }
    }

    public void Dispose()
    {
        _handle.Dispose();
    }

    private static TorchModule Own(ModuleHandle handle, TorchStatus status, string callName)
    {
        try
        {
            TorchErrors.ThrowIfError(status, callName);
            return new TorchModule(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static TorchTensor* Describe(TorchArguments arguments, IReadOnlyList<TensorSpec> specs, IReadOnlyList<HostMemory> memory)
    {
        TorchTensor* tensors = arguments.Tensors(specs.Count);
        for (int i = 0; i < specs.Count; i++)
        {
            tensors[i] = arguments.Tensor(specs[i], memory[i]);
        }

        return tensors;
    }
}
