namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>Folders that look like an installed TensorRT, or CUDA.</summary>
internal static class TensorRtFiles
{
    /// <summary>The headers of a version, which say no more than that.</summary>
    public static void WriteTensorRtHeaders(this ShimSandbox sandbox, string folder, string version, string headers = "include")
    {
        string[] parts = version.Split('.');
        // 8.6 writes numbers, 10 names macros that hold them.
        string text = parts[0] == "8"
            ? $"#define NV_TENSORRT_MAJOR {parts[0]} //!< major\n#define NV_TENSORRT_MINOR {parts[1]} //!< minor\n#define NV_TENSORRT_PATCH {parts[2]} //!< patch\n"
            : $"#define TRT_MAJOR_ENTERPRISE {parts[0]}\n#define TRT_MINOR_ENTERPRISE {parts[1]}\n#define TRT_PATCH_ENTERPRISE {parts[2]}\n"
                + "#define NV_TENSORRT_MAJOR TRT_MAJOR_ENTERPRISE //!< major\n#define NV_TENSORRT_MINOR TRT_MINOR_ENTERPRISE //!< minor\n";
        sandbox.Write($"{folder}/{headers}/NvInferVersion.h", "#pragma once\n" + text);
        sandbox.Write($"{folder}/{headers}/NvInfer.h", "");
        sandbox.Write($"{folder}/{headers}/NvOnnxParser.h", "");
    }

    /// <summary>Headers and the library.</summary>
    public static void WriteTensorRt(this ShimSandbox sandbox, string folder, string version, string libraries = "lib", string headers = "include")
    {
        sandbox.WriteTensorRtHeaders(folder, version, headers);
        sandbox.Write($"{folder}/{libraries}/libnvinfer.so.{version.Split('.')[0]}", "");
    }

    /// <summary>CUDA's headers and runtime.</summary>
    public static void WriteCuda(this ShimSandbox sandbox, string folder = "usr/local/cuda", string libraries = "lib64", string headers = "include", int version = 12040)
    {
        sandbox.Write($"{folder}/{headers}/cuda_runtime_api.h", $"#define CUDART_VERSION  {version}\n");
        sandbox.Write($"{folder}/{libraries}/libcudart.so", "");
    }
}
