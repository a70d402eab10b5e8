namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>Folders that look like an installed libtorch.</summary>
internal static class LibtorchFiles
{
    /// <summary>A folder with libraries and headers, all of them empty, of the given version.</summary>
    public static void WriteLibtorch(this ShimSandbox sandbox, string folder, string version, string libraries = "lib", bool hasHeaders = true)
    {
        foreach (string name in (string[])["libtorch.so", "libtorch_cpu.so", "libc10.so"])
        {
            sandbox.Write($"{folder}/{libraries}/{name}", "");
        }

        if (hasHeaders)
        {
            string[] parts = version.Split('.');
            sandbox.Write($"{folder}/include/ATen/ATen.h", "");
            sandbox.Write(
                $"{folder}/include/torch/csrc/api/include/torch/version.h",
                $"#pragma once\n#define TORCH_VERSION_MAJOR {parts[0]}\n#define TORCH_VERSION_MINOR {parts[1]}\n#define TORCH_VERSION_PATCH {parts[2]}\n");
        }
    }
}
