/* The C ABI between the suite and libtorch. One-to-one with what the suite's session needs, fixed-width types, no C++ type and no C++ exception crosses it.
 *
 * Every function that can fail returns 0 on success, else one of infb_torch_status; infb_torch_last_error() then says why. A module is used by one thread at a time.
 * Data types are the numbers of ONNX's TensorProto.DataType (float 1, uint8 2, int8 3, int16 5, int32 6, int64 7, bool 9, float16 10, double 11, bfloat16 16). */
#ifndef INFERENCEBENCH_TORCH_H
#define INFERENCEBENCH_TORCH_H

#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

#define INFB_TORCH_API __attribute__((visibility("default")))

/* Grows with every change of this file; the suite refuses another number. */
#define INFB_TORCH_ABI 1

typedef enum infb_torch_status {
  INFB_TORCH_OK = 0,
  INFB_TORCH_FAILED = 1,        /* libtorch refused; the text is its own */
  INFB_TORCH_UNSUPPORTED = 2,   /* this build, device or data type does not do it: the case is skipped */
  INFB_TORCH_OUT_OF_MEMORY = 3,
  INFB_TORCH_BAD_ARGUMENT = 4
} infb_torch_status;

typedef enum infb_torch_device { INFB_TORCH_CPU = 0, INFB_TORCH_CUDA = 1 } infb_torch_device;

typedef enum infb_torch_optimisation {
  INFB_TORCH_EAGER = 0,     /* the interpreter runs the operators one by one as they are written */
  INFB_TORCH_FROZEN = 1,    /* torch::jit::freeze: weights are constants, BatchNormalization is folded */
  INFB_TORCH_OPTIMISED = 2  /* and torch::jit::optimize_for_inference: oneDNN or cuDNN forms of operators */
} infb_torch_optimisation;

typedef struct infb_torch_module infb_torch_module;

/* A tensor in memory of the caller, dense, in C order. */
typedef struct infb_torch_tensor {
  const char *name;     /* UTF-8; NULL where names do not matter */
  void *data;
  int64_t size_bytes;
  const int64_t *shape; /* rank entries */
  int32_t rank;
  int32_t data_type;
} infb_torch_tensor;

typedef struct infb_torch_options {
  int32_t device;          /* infb_torch_device */
  int32_t device_index;
  int32_t compute_type;    /* float 1, float16 10, bfloat16 16: floating-point weights and inputs are converted to it; 0 leaves them as they are */
  int32_t optimisation;    /* infb_torch_optimisation */
  int32_t channels_last;   /* 1: activations and weights of 4 dimensions in NHWC order */
  int32_t cuda_graph;      /* 1: infb_torch_run replays one captured graph; UNSUPPORTED where that cannot be */
} infb_torch_options;

/* Milliseconds of the last run by CUDA events; NaN where there is no such part. */
typedef struct infb_torch_times {
  double h2d_ms;
  double compute_ms;
  double d2h_ms;
  double enqueue_ms;       /* host time until all work was handed to the device */
} infb_torch_times;

typedef struct infb_torch_memory {
  int64_t allocated_bytes;      /* of the device's caching allocator; -1 where there is none */
  int64_t peak_allocated_bytes;
  int64_t reserved_bytes;
  int64_t weight_bytes;         /* parameters and buffers of the module */
} infb_torch_memory;

/* --- The library ---------------------------------------------------------------------------------------------- */

INFB_TORCH_API int32_t infb_torch_abi(void);
/* The last failure of this thread, one line of UTF-8; valid until the thread's next call. */
INFB_TORCH_API const char *infb_torch_last_error(void);
/* Version of the libtorch that is loaded now: "1.13.1". */
INFB_TORCH_API const char *infb_torch_version(void);
/* Version of the libtorch whose headers the shim was compiled against: its C++ has no stable ABI, so another one may end the process. Asks nothing of libtorch. */
INFB_TORCH_API const char *infb_torch_compiled_version(void);
/* libtorch's own description: compilers, BLAS, oneDNN, OpenMP (several lines). */
INFB_TORCH_API const char *infb_torch_build_info(void);
/* OpenMP's and the thread pools' own description (several lines). */
INFB_TORCH_API const char *infb_torch_parallel_info(void);
/* 1 when the shim was compiled with CUDA's headers (events, graphs, memory statistics). */
INFB_TORCH_API int32_t infb_torch_has_cuda_half(void);
/* CUDA devices that this libtorch can use; 0 for a CPU build or without a driver. */
INFB_TORCH_API int32_t infb_torch_cuda_device_count(int32_t *count);
/* Once per process, before anything else runs; a second call with other numbers fails instead of ending the process. */
INFB_TORCH_API int32_t infb_torch_set_threads(int32_t intra_op, int32_t inter_op);
/* What is in effect. */
INFB_TORCH_API int32_t infb_torch_get_threads(int32_t *intra_op, int32_t *inter_op);
/* Process-wide switches: TF32 in matmul and cuDNN, cuDNN's benchmark mode, oneDNN; -1 leaves one as it is. */
INFB_TORCH_API int32_t infb_torch_set_switches(int32_t tf32, int32_t cudnn_benchmark, int32_t onednn);
/* Runs a convolution and a matrix product of a few elements; UNSUPPORTED with libtorch's text when the device does not do the type. */
INFB_TORCH_API int32_t infb_torch_supports(int32_t device, int32_t device_index, int32_t compute_type);

/* --- Modules -------------------------------------------------------------------------------------------------- */

/* Compiles TorchScript. parameters are copied and registered under their names. When the source has "def prepare(self) -> List[Tensor]", it is run once and its
 * results are registered under the prepared_count names of prepared; then "def forward(self, ...) -> List[Tensor]" is compiled. The two are separate sources because
 * forward names what prepare makes; prepare_source may be NULL. */
INFB_TORCH_API int32_t infb_torch_create(const char *prepare_source, const char *const *prepared, int32_t prepared_count, const char *forward_source,
                                         const infb_torch_tensor *parameters, int32_t parameter_count, infb_torch_module **module);
/* Loads a user's TorchScript file (torch.jit.save). Its forward may give a tensor, a tuple, a list or a dictionary of tensors. */
INFB_TORCH_API int32_t infb_torch_load(const char *path, infb_torch_module **module);
/* Moves, converts and optimises; once per module. */
INFB_TORCH_API int32_t infb_torch_configure(infb_torch_module *module, const infb_torch_options *options);
/* Operators of a configured module that are kept out of oneDNN because this libtorch gets them wrong there ("hardswish, clamp"); "" for none. */
INFB_TORCH_API const char *infb_torch_kept_out(const infb_torch_module *module);
/* The input buffers, which every run reads; they outlive the module or the next call. */
INFB_TORCH_API int32_t infb_torch_bind_inputs(infb_torch_module *module, const infb_torch_tensor *inputs, int32_t count);
/* The output buffers, which every run writes, converted to their data types; count may be 0: outputs are then only kept inside, for infb_torch_get_output. */
INFB_TORCH_API int32_t infb_torch_bind_outputs(infb_torch_module *module, const infb_torch_tensor *outputs, int32_t count);
/* One inference. Returns when the bound outputs are readable by the CPU. */
INFB_TORCH_API int32_t infb_torch_run(infb_torch_module *module);
/* Number of outputs of the last run. */
INFB_TORCH_API int32_t infb_torch_output_count(infb_torch_module *module, int32_t *count);
/* Type, shape and data of an output of the last run, in memory of the module, valid until its next run; float16 and bfloat16 come as float. */
INFB_TORCH_API int32_t infb_torch_get_output(infb_torch_module *module, int32_t index, infb_torch_tensor *output);
INFB_TORCH_API int32_t infb_torch_synchronise(infb_torch_module *module);
INFB_TORCH_API int32_t infb_torch_get_times(infb_torch_module *module, infb_torch_times *times);
INFB_TORCH_API int32_t infb_torch_get_memory(infb_torch_module *module, infb_torch_memory *memory);
/* The loop that somebody would write in C++: forward(inputs), read the results' first element, count times. durations_ns gets the time of each. */
INFB_TORCH_API int32_t infb_torch_bare_loop(infb_torch_module *module, int64_t count, int64_t *durations_ns);
INFB_TORCH_API void infb_torch_destroy(infb_torch_module *module);

#if defined(__cplusplus)
}
#endif

#endif
