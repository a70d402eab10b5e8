/* The C ABI between the suite and TensorRT. One-to-one with what the suite's session needs, fixed-width types, no C++ type and no C++ exception crosses it.
 *
 * Every function that can fail returns 0 on success, else one of infb_trt_status; infb_trt_last_error() then says why, what TensorRT's logger said included. An engine or
 * a session is used by one thread at a time. Text is UTF-8. Data types are the numbers of ONNX's TensorProto.DataType (float 1, uint8 2, int8 3, int32 6, int64 7, bool 9,
 * float16 10, bfloat16 16). */
#ifndef INFERENCEBENCH_TENSORRT_H
#define INFERENCEBENCH_TENSORRT_H

#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

#define INFB_TRT_API __attribute__((visibility("default")))

/* Grows with every change of this file; the suite refuses another number. */
#define INFB_TRT_ABI 1

/* Dimensions of a tensor at most, as nvinfer1::Dims::MAX_DIMS. */
#define INFB_TRT_MAX_RANK 8

typedef enum infb_trt_status {
  INFB_TRT_OK = 0,
  INFB_TRT_FAILED = 1,        /* TensorRT or CUDA refused; the text is its own */
  INFB_TRT_UNSUPPORTED = 2,   /* this TensorRT, GPU or model does not do it: the case is skipped */
  INFB_TRT_OUT_OF_MEMORY = 3,
  INFB_TRT_BAD_ARGUMENT = 4,
  INFB_TRT_OTHER_ENGINE = 5   /* the plan is damaged, or of another TensorRT, GPU or platform: to be built again */
} infb_trt_status;

typedef enum infb_trt_memory_mode {
  INFB_TRT_PAGEABLE = 0,      /* ordinary memory of the host, copied to the device and back */
  INFB_TRT_PINNED = 1,        /* page-locked memory of the host, copied */
  INFB_TRT_MANAGED = 2,       /* cudaMallocManaged, attached to the host and to the device in turn: nothing is copied where they share memory */
  INFB_TRT_DEVICE = 3         /* inputs are copied once, by infb_trt_upload, outputs only by infb_trt_download: no transfer in a run */
} infb_trt_memory_mode;

typedef enum infb_trt_hardware {
  INFB_TRT_HARDWARE_NONE = 0,
  INFB_TRT_HARDWARE_AMPERE_PLUS = 1,
  INFB_TRT_HARDWARE_SAME_COMPUTE_CAPABILITY = 2
} infb_trt_hardware;

typedef enum infb_trt_calibration {
  INFB_TRT_CALIBRATION_NONE = 0,
  INFB_TRT_CALIBRATION_ENTROPY_2 = 1
} infb_trt_calibration;

typedef struct infb_trt_engine infb_trt_engine;
typedef struct infb_trt_session infb_trt_session;

/* Memory that the shim has allocated; given back by infb_trt_free. */
typedef struct infb_trt_blob {
  void *data;
  int64_t size_bytes;
} infb_trt_blob;

typedef struct infb_trt_gpu {
  char name[256];
  char uuid[64];                  /* "GPU-…", as nvidia-smi has it */
  int32_t compute_major;
  int32_t compute_minor;
  int64_t memory_bytes;
  int32_t is_integrated;          /* 1 where host and device share memory, as on a Jetson */
  int32_t concurrent_managed;     /* 1 where host and device may use managed memory at the same time */
} infb_trt_gpu;

/* The shapes of one input between which an engine is to work. */
typedef struct infb_trt_range {
  const char *name;
  int32_t rank;
  int64_t min[INFB_TRT_MAX_RANK];
  int64_t opt[INFB_TRT_MAX_RANK];
  int64_t max[INFB_TRT_MAX_RANK];
} infb_trt_range;

/* Fills the inputs of one calibration batch, in the network's order, each of the size of its opt shape; 1 when there is one, 0 at the end, -1 when it failed. */
typedef int32_t (*infb_trt_next_batch)(void *state, void *const *inputs, const int64_t *sizes_bytes, int32_t count);
/* What the builder says while it works; severity as nvinfer1::ILogger (0 internal error … 4 verbose). Called from TensorRT's threads. */
typedef void (*infb_trt_log)(void *state, int32_t severity, const char *text);

typedef struct infb_trt_build_options {
  const char *onnx_path;
  int32_t device_index;
  int32_t tf32;                   /* 1: fp32 may be computed as TF32 */
  int32_t fp16;                   /* builder flags; UNSUPPORTED where this TensorRT has none (11) and the file is not in that precision itself */
  int32_t bf16;
  int32_t int8;                   /* a file with Q/DQ, or with a calibration */
  int32_t strongly_typed;         /* 1: types are those of the file; always so on TensorRT 11 */
  int32_t optimisation_level;     /* 0 to 5; -1 leaves TensorRT's own */
  int64_t workspace_bytes;        /* -1 leaves TensorRT's own */
  const char *timing_cache_path;  /* read when it is there, written when it grew; NULL for none */
  int32_t version_compatible;
  int32_t hardware;               /* infb_trt_hardware */
  int32_t detailed_profiling;     /* 1: layers keep their names and parameters for the inspector */
  int32_t auxiliary_streams;      /* streams beside the main one that the engine may run layers in, at most; -1 leaves TensorRT's own */
  const infb_trt_range *ranges;   /* for inputs with dynamic dimensions */
  int32_t range_count;
  int32_t calibration;            /* infb_trt_calibration; 8.6 and 10 only */
  const char *calibration_cache_path; /* read instead of calibrating when it is there, else written; NULL for none */
  infb_trt_next_batch next_batch;
  void *next_batch_state;
  infb_trt_log log;               /* NULL for none */
  void *log_state;
} infb_trt_build_options;

typedef struct infb_trt_tensor_info {
  char name[512];
  int32_t is_input;
  int32_t data_type;
  int32_t rank;
  int64_t shape[INFB_TRT_MAX_RANK]; /* -1 where it is dynamic or depends on the data */
  int64_t min[INFB_TRT_MAX_RANK];   /* of an input's optimisation profile; equal to shape where it is fixed */
  int64_t opt[INFB_TRT_MAX_RANK];
  int64_t max[INFB_TRT_MAX_RANK];
} infb_trt_tensor_info;

typedef struct infb_trt_engine_info {
  int32_t tensor_count;
  int32_t layer_count;
  int32_t profile_count;
  int64_t device_memory_bytes;    /* activations of one context */
  int64_t plan_bytes;
} infb_trt_engine_info;

typedef struct infb_trt_session_options {
  int32_t memory_mode;            /* infb_trt_memory_mode */
  int32_t cuda_graph;             /* 1: capture one run and replay it; where that is refused the session runs without, and infb_trt_graph_problem says why */
  int32_t spin_wait;              /* 1: the host spins on the device, 0: it sleeps until the device signals */
} infb_trt_session_options;

/* Milliseconds of the last run by CUDA events; NaN where there is no such part. */
typedef struct infb_trt_times {
  double h2d_ms;
  double compute_ms;
  double d2h_ms;
  double enqueue_ms;              /* host time of enqueueV3, or of the graph's launch */
} infb_trt_times;

typedef struct infb_trt_memory {
  int64_t used_bytes;             /* of the whole device, by cudaMemGetInfo */
  int64_t total_bytes;
  int64_t copied_to_device_bytes; /* by one run */
  int64_t copied_to_host_bytes;
} infb_trt_memory;

typedef struct infb_trt_layer {
  char name[512];
  double milliseconds;            /* of all profiled runs together */
} infb_trt_layer;

/* --- The library ---------------------------------------------------------------------------------------------- */

INFB_TRT_API int32_t infb_trt_abi(void);
/* The last failure of this thread, one line; valid until the thread's next call. */
INFB_TRT_API const char *infb_trt_last_error(void);
/* Version of the TensorRT that is loaded now: "10.3.0". */
INFB_TRT_API const char *infb_trt_version(void);
/* Version of the headers that the shim was compiled against: another major version has other classes and is refused. Asks nothing of TensorRT. */
INFB_TRT_API const char *infb_trt_compiled_version(void);
/* Versions of the CUDA runtime and of what the driver can do, as 1000 × major + 10 × minor; 0 where there is no driver. */
INFB_TRT_API int32_t infb_trt_cuda_versions(int32_t *runtime, int32_t *driver);
INFB_TRT_API int32_t infb_trt_device_count(int32_t *count);
INFB_TRT_API int32_t infb_trt_get_gpu(int32_t device_index, infb_trt_gpu *gpu);

/* --- Engines -------------------------------------------------------------------------------------------------- */

/* Builds a plan from an ONNX file. UNSUPPORTED when an operator or precision is not supported, with the parser's words and the node. */
INFB_TRT_API int32_t infb_trt_build(const infb_trt_build_options *options, infb_trt_blob *plan);
INFB_TRT_API void infb_trt_free(infb_trt_blob *blob);
/* Reads a plan, which is copied; a version-compatible one brings code of its own, which is run. OTHER_ENGINE when it is of another version or GPU, or no plan at all. */
INFB_TRT_API int32_t infb_trt_load(const void *plan, int64_t size_bytes, int32_t device_index, infb_trt_engine **engine);
INFB_TRT_API int32_t infb_trt_get_engine_info(infb_trt_engine *engine, infb_trt_engine_info *info);
/* Inputs and outputs in the engine's order. */
INFB_TRT_API int32_t infb_trt_get_tensor_info(infb_trt_engine *engine, int32_t index, infb_trt_tensor_info *info);
/* The engine inspector's JSON, not terminated by 0. */
INFB_TRT_API int32_t infb_trt_inspect(infb_trt_engine *engine, infb_trt_blob *json);
INFB_TRT_API void infb_trt_destroy_engine(infb_trt_engine *engine);

/* --- Sessions ------------------------------------------------------------------------------------------------- */

/* Opens an execution context of an engine, which outlives the session. */
INFB_TRT_API int32_t infb_trt_open(infb_trt_engine *engine, const infb_trt_session_options *options, infb_trt_session **session);
/* Shape of an input with dynamic dimensions; before infb_trt_prepare. */
INFB_TRT_API int32_t infb_trt_set_shape(infb_trt_session *session, const char *name, const int64_t *shape, int32_t rank);
/* Allocates all buffers, runs once, and captures the CUDA graph where that is asked for. */
INFB_TRT_API int32_t infb_trt_prepare(infb_trt_session *session);
/* Why the session runs without the CUDA graph that was asked for; "" when it has one or was not asked. */
INFB_TRT_API const char *infb_trt_graph_problem(const infb_trt_session *session);
/* The host's side of a tensor: where the caller writes an input and reads an output. Inputs: fixed from infb_trt_prepare on. Outputs: shape and address of the last run. */
INFB_TRT_API int32_t infb_trt_get_buffer(infb_trt_session *session, const char *name, void **data, int64_t *size_bytes, int64_t *shape, int32_t *rank);
/* Memory mode DEVICE: copies the host's side of the inputs to the device, or of the outputs back; nothing in the other modes. */
INFB_TRT_API int32_t infb_trt_upload(infb_trt_session *session);
INFB_TRT_API int32_t infb_trt_download(infb_trt_session *session);
/* One inference. Returns when the outputs are readable by the CPU (by the device in memory mode DEVICE). */
INFB_TRT_API int32_t infb_trt_run(infb_trt_session *session);
INFB_TRT_API int32_t infb_trt_get_times(infb_trt_session *session, infb_trt_times *times);
INFB_TRT_API int32_t infb_trt_get_memory(infb_trt_session *session, infb_trt_memory *memory);
/* Runs count times with TensorRT's IProfiler and without a CUDA graph; then infb_trt_get_layer gives the layers, in the order in which they ran. */
INFB_TRT_API int32_t infb_trt_profile(infb_trt_session *session, int32_t count, int32_t *layer_count);
INFB_TRT_API int32_t infb_trt_get_layer(infb_trt_session *session, int32_t index, infb_trt_layer *layer);
/* The loop that somebody would write in C++: copy, enqueueV3, copy, synchronise, count times. durations_ns gets the time of each. */
INFB_TRT_API int32_t infb_trt_bare_loop(infb_trt_session *session, int64_t count, int64_t *durations_ns);
INFB_TRT_API void infb_trt_close(infb_trt_session *session);

#if defined(__cplusplus)
}
#endif

#endif
