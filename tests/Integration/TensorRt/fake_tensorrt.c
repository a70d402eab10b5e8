/*
 * A stand-in for the shim over TensorRT: the whole C ABI of inferencebench_tensorrt.h on a "device" that is memory of this process. C99, no header of NVIDIA.
 *
 * It reads ONNX files of one input and one output and a chain of Identity, Relu, Neg, Abs and at the end NonZero (whose output's size depends on the data), and computes
 * them, so that outputs can be compared. A plan is text that names what it was built from, by what, and for which GPU, and ends with "end".
 *
 * Words of FAKE_TENSORRT, separated by ';':
 *   version:10.3.0   the TensorRT that is loaded       compiled:10.3.0  the one that the shim was compiled against
 *   devices:1        GPUs                              gpu:Fake A2      their name
 *   no_driver        CUDA finds no driver              warn             the builder warns, from a thread of its own
 *   no_graph         capturing is refused              slow_build:MS    building takes so long
 *   oom:WHERE        build, prepare or run             fail:WHERE       build, open, run, profile: refused
 *   crash:WHERE      version, build or run: the process ends
 */
#define _POSIX_C_SOURCE 200809L
#include "inferencebench_tensorrt.h"

#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FLOAT = 1, INT64 = 7, MAX_NODES = 16, TEXT = 2048 };
static const char *const magic = "fake TensorRT plan\n";

static _Thread_local char error_text[TEXT];

static int32_t fail(int32_t status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error_text, sizeof error_text, format, arguments);
  va_end(arguments);
  return status;
}

/* The value of a word of the script, "" for a word without one, the standard when it is not there. */
static const char *script(const char *word, const char *standard) {
  static _Thread_local char values[8][256];
  static _Thread_local int next;
  const char *text = getenv("FAKE_TENSORRT");
  size_t length = strlen(word);
  for (; text && *text; text = strchr(text, ';') ? strchr(text, ';') + 1 : "") {
    size_t end = strcspn(text, ";");
    if (strncmp(text, word, length) || (text[length] != ':' && length != end)) continue;
    char *value = values[next++ % 8];
    snprintf(value, 256, "%.*s", length == end ? 0 : (int)(end - length - 1), text + length + 1);
    return value;
  }
  return standard;
}

static int strikes(const char *what, const char *where) {
  const char *value = script(what, NULL);
  return value && !strcmp(value, where);
}

/* What the script makes go wrong in a place. */
static int32_t fault(const char *where) {
  if (strikes("crash", where)) abort();
  if (strikes("oom", where)) return fail(INFB_TRT_OUT_OF_MEMORY, "cudaMalloc of 1099511627776 bytes: out of memory (%s)", where);
  if (strikes("fail", where)) return fail(INFB_TRT_FAILED, "the stand-in was told to fail\nin %s", where);
  return INFB_TRT_OK;
}

/* --- A network ------------------------------------------------------------------------------------------------ */

typedef struct tensor { char name[256]; int type, rank; int64_t shape[8], min[8], opt[8], max[8]; } tensor;
typedef struct network { tensor input, output; int nodes; char ops[MAX_NODES][64], names[MAX_NODES][64]; int quantized; } network;

typedef struct reader { const unsigned char *at, *end; } reader;

static uint64_t varint(reader *r) {
  uint64_t value = 0;
  for (int shift = 0; r->at < r->end && shift < 64; shift += 7) {
    unsigned char byte = *r->at++;
    value |= (uint64_t)(byte & 0x7f) << shift;
    if (!(byte & 0x80)) break;
  }
  return value;
}

/* The next field of a protobuf message: its number, and its content or value. */
static int field(reader *r, reader *content, uint64_t *value) {
  if (r->at >= r->end) return 0;
  uint64_t tag = varint(r);
  content->at = content->end = r->at;
  switch (tag & 7) {
    case 0: *value = varint(r); break;
    case 1: r->at += 8; break;
    case 5: r->at += 4; break;
    case 2: {
      uint64_t length = varint(r);
      content->at = r->at;
      r->at = length <= (uint64_t)(r->end - r->at) ? r->at + length : r->end;
      content->end = r->at;
      break;
    }
    default: return 0;
  }
  return (int)(tag >> 3);
}

static void copy_text(char *to, size_t size, reader from) { snprintf(to, size, "%.*s", (int)(from.end - from.at), (const char *)from.at); }

/* ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1, shape 2 { dim 1 { dim_value 1 } } } } */
static void read_value(reader r, tensor *t) {
  reader a, b, c, d;
  uint64_t value = 0;
  memset(t, 0, sizeof *t);
  for (int f; (f = field(&r, &a, &value));) {
    if (f == 1) copy_text(t->name, sizeof t->name, a);
    if (f != 2) continue;
    for (int g; (g = field(&a, &b, &value));)
      if (g == 1)
        for (int h; (h = field(&b, &c, &value));) {
          if (h == 1) t->type = (int)value;
          if (h == 2)
            for (int i; (i = field(&c, &d, &value)) && t->rank < 8;)
              if (i == 1) {
                reader e;
                t->shape[t->rank++] = field(&d, &e, &value) == 1 ? (int64_t)value : -1;
              }
        }
  }
}

/* GraphProto: node 1 { name 3, op_type 4 }, input 11, output 12. */
static int32_t read_graph(reader r, network *n) {
  reader a, b;
  uint64_t value;
  int inputs = 0, outputs = 0;
  for (int f; (f = field(&r, &a, &value));) {
    if (f == 11 && !inputs++) read_value(a, &n->input);
    if (f == 12 && !outputs++) read_value(a, &n->output);
    if (f != 1) continue;
    if (n->nodes == MAX_NODES) return fail(INFB_TRT_UNSUPPORTED, "more than %d nodes", MAX_NODES);
    for (int g; (g = field(&a, &b, &value));) {
      if (g == 3) copy_text(n->names[n->nodes], 64, b);
      if (g == 4) copy_text(n->ops[n->nodes], 64, b);
    }
    n->nodes++;
  }
  return inputs == 1 && outputs == 1 ? INFB_TRT_OK : fail(INFB_TRT_UNSUPPORTED, "the stand-in takes one input and one output, not %d and %d", inputs, outputs);
}

static int32_t read_onnx(const char *path, network *n) {
  static const char *const known[] = {"Identity", "Relu", "Neg", "Abs", "NonZero"};
  memset(n, 0, sizeof *n);
  FILE *file = fopen(path, "rb");
  if (!file) return fail(INFB_TRT_BAD_ARGUMENT, "%s cannot be opened", path);
  static unsigned char bytes[1 << 20];
  reader r = {bytes, bytes + fread(bytes, 1, sizeof bytes, file)}, graph;
  fclose(file);
  uint64_t value;
  int32_t status = INFB_TRT_OK;
  for (int f; (f = field(&r, &graph, &value)) && !status;)
    if (f == 7) status = read_graph(graph, n);
  for (int i = 0; i < n->nodes && !status; i++) {
    int is_known = 0;
    for (int k = 0; k < 5; k++) is_known |= !strcmp(n->ops[i], known[k]) && (k < 4 || i == n->nodes - 1);
    if (!is_known) return fail(INFB_TRT_UNSUPPORTED, "operator %s at node '%s' is not supported", n->ops[i], n->names[i]);
  }
  return status;
}

/* --- The library ---------------------------------------------------------------------------------------------- */

int32_t infb_trt_abi(void) { return INFB_TRT_ABI; }
const char *infb_trt_last_error(void) { return error_text; }

const char *infb_trt_version(void) {
  fault("version");
  return script("version", "10.3.0");
}

const char *infb_trt_compiled_version(void) { return script("compiled", "10.3.0"); }

int32_t infb_trt_cuda_versions(int32_t *runtime, int32_t *driver) {
  *runtime = 12040;
  *driver = script("no_driver", NULL) ? 0 : 12060;
  return INFB_TRT_OK;
}

int32_t infb_trt_device_count(int32_t *count) {
  *count = atoi(script("devices", "1"));
  return script("no_driver", NULL) ? fail(INFB_TRT_FAILED, "cudaGetDeviceCount: CUDA driver version is insufficient for CUDA runtime version") : INFB_TRT_OK;
}

int32_t infb_trt_get_gpu(int32_t device_index, infb_trt_gpu *gpu) {
  memset(gpu, 0, sizeof *gpu);
  if (device_index >= atoi(script("devices", "1"))) return fail(INFB_TRT_BAD_ARGUMENT, "there is no device %d", device_index);
  snprintf(gpu->name, sizeof gpu->name, "%s", script("gpu", "Fake A2"));
  snprintf(gpu->uuid, sizeof gpu->uuid, "GPU-00000000-0000-0000-0000-00000000000%d", device_index);
  gpu->compute_major = 8;
  gpu->compute_minor = 6;
  gpu->memory_bytes = 16LL << 30;
  return INFB_TRT_OK;
}

/* --- Engines -------------------------------------------------------------------------------------------------- */

struct infb_trt_engine { network net; char plan[1 << 14]; int64_t plan_bytes; };

static void *warn(void *state) {
  const infb_trt_build_options *o = state;
  o->log(o->log_state, 3, "information is not kept");
  o->log(o->log_state, 2, "the builder of the stand-in\nwarns");
  o->log(o->log_state, 2, "the builder of the stand-in\nwarns");
  return NULL;
}

static int32_t apply_ranges(const infb_trt_build_options *o, tensor *t) {
  int is_dynamic = 0;
  for (int d = 0; d < t->rank; d++) is_dynamic |= t->shape[d] < 0;
  const infb_trt_range *range = NULL;
  for (int i = 0; i < o->range_count; i++) {
    if (strcmp(o->ranges[i].name, t->name)) return fail(INFB_TRT_BAD_ARGUMENT, "there is no input %s", o->ranges[i].name);
    range = &o->ranges[i];
  }
  if (is_dynamic && (!range || range->rank != t->rank)) return fail(INFB_TRT_BAD_ARGUMENT, "input %s has dynamic dimensions and no optimisation profile", t->name);
  for (int d = 0; d < t->rank; d++) {
    t->min[d] = range ? range->min[d] : t->shape[d];
    t->opt[d] = range ? range->opt[d] : t->shape[d];
    t->max[d] = range ? range->max[d] : t->shape[d];
  }
  return INFB_TRT_OK;
}

/* Counts the batches, and adds their values up, so that a test sees that they came over whole. */
static int32_t calibrate(const infb_trt_build_options *o, const tensor *input, char *result, size_t size) {
  FILE *cache = o->calibration_cache_path ? fopen(o->calibration_cache_path, "r") : NULL;
  if (cache) {
    result[fread(result, 1, size - 1, cache)] = 0;
    fclose(cache);
    return INFB_TRT_OK;
  }
  if (!o->next_batch) return fail(INFB_TRT_BAD_ARGUMENT, "there is nothing to calibrate with");
  int64_t count = 1, bytes;
  for (int d = 0; d < input->rank; d++) count *= input->opt[d];
  bytes = count * (int64_t)sizeof(float);
  float *batch = malloc((size_t)bytes);
  void *inputs[] = {batch};
  double sum = 0;
  int batches = 0, more;
  while ((more = o->next_batch(o->next_batch_state, inputs, &bytes, 1)) > 0) {
    for (int64_t i = 0; i < count; i++) sum += batch[i];
    batches++;
  }
  free(batch);
  if (more < 0) return fail(INFB_TRT_FAILED, "the calibrator failed");
  snprintf(result, size, "%d batches, sum %g", batches, sum);
  if (o->calibration_cache_path && (cache = fopen(o->calibration_cache_path, "w"))) {
    fputs(result, cache);
    fclose(cache);
  }
  return INFB_TRT_OK;
}

static int write_tensor(char *to, const tensor *t) {
  int n = sprintf(to, "%s %d %d", t->name, t->type, t->rank);
  for (int d = 0; d < t->rank; d++) n += sprintf(to + n, " %lld %lld %lld %lld", (long long)t->shape[d], (long long)t->min[d], (long long)t->opt[d], (long long)t->max[d]);
  return n + sprintf(to + n, "\n");
}

int32_t infb_trt_build(const infb_trt_build_options *o, infb_trt_blob *plan) {
  network net;
  char calibration[256] = "none";
  int32_t status = fault("build");
  if (status || (status = read_onnx(o->onnx_path, &net)) || (status = apply_ranges(o, &net.input))) return status;
  if (atoi(infb_trt_version()) >= 11 && (o->fp16 || o->bf16 || o->calibration)) return fail(INFB_TRT_UNSUPPORTED, "TensorRT 11 computes in the types of the file");
  if (o->calibration && (status = calibrate(o, &net.input, calibration, sizeof calibration))) return status;
  if (script("warn", NULL)) {
    pthread_t thread;
    pthread_create(&thread, NULL, warn, (void *)o);
    pthread_join(thread, NULL);
  }
  int milliseconds = atoi(script("slow_build", "0"));
  struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  nanosleep(&pause, NULL);
  if (o->timing_cache_path) {
    FILE *timing = fopen(o->timing_cache_path, "a");
    if (timing) fprintf(timing, "%d kernels\n", net.nodes), fclose(timing);
  }
  char *text = malloc(1 << 14);
  int n = sprintf(text, "%sversion %s\ngpu %s\noptions fp16=%d bf16=%d int8=%d tf32=%d level=%d workspace=%lld aux=%d calibration=%s\nnodes %d", magic, infb_trt_version(),
                  script("gpu", "Fake A2"), o->fp16, o->bf16, o->int8, o->tf32, o->optimisation_level, (long long)o->workspace_bytes, o->auxiliary_streams, calibration, net.nodes);
  for (int i = 0; i < net.nodes; i++) n += sprintf(text + n, " %s", net.ops[i]);
  n += sprintf(text + n, "\n");
  n += write_tensor(text + n, &net.input);
  n += write_tensor(text + n, &net.output);
  n += sprintf(text + n, "end");
  plan->data = text;
  plan->size_bytes = n;
  return INFB_TRT_OK;
}

void infb_trt_free(infb_trt_blob *blob) {
  free(blob->data);
  memset(blob, 0, sizeof *blob);
}

static const char *read_tensor(const char *at, tensor *t) {
  int used = 0;
  long long value[4];
  sscanf(at, " %255s %d %d%n", t->name, &t->type, &t->rank, &used);
  for (int d = 0; d < t->rank && d < 8; d++) {
    at += used;
    sscanf(at, " %lld %lld %lld %lld%n", &value[0], &value[1], &value[2], &value[3], &used);
    t->shape[d] = value[0], t->min[d] = value[1], t->opt[d] = value[2], t->max[d] = value[3];
  }
  return at + used;
}

int32_t infb_trt_load(const void *plan, int64_t size_bytes, int32_t device_index, infb_trt_engine **engine) {
  (void)device_index;
  *engine = NULL;
  if (size_bytes < 64 || size_bytes >= (1 << 14) || strncmp(plan, magic, strlen(magic)) || memcmp((const char *)plan + size_bytes - 3, "end", 3))
    return fail(INFB_TRT_OTHER_ENGINE, "the plan is damaged: magic tag does not match");
  infb_trt_engine *e = calloc(1, sizeof *e);
  memcpy(e->plan, plan, (size_t)size_bytes);
  e->plan_bytes = size_bytes;
  char version[64] = "", gpu[256] = "";
  int used = 0;
  const char *at = e->plan + strlen(magic);
  sscanf(at, "version %63[^\n]\ngpu %255[^\n]\noptions %*[^\n]\nnodes %d%n", version, gpu, &e->net.nodes, &used);
  int32_t status = strcmp(version, infb_trt_version()) ? fail(INFB_TRT_OTHER_ENGINE, "the engine was built by TensorRT %s, this is %s", version, infb_trt_version())
                   : strcmp(gpu, script("gpu", "Fake A2")) ? fail(INFB_TRT_OTHER_ENGINE, "the engine was built for %s, this is %s", gpu, script("gpu", "Fake A2"))
                                                           : INFB_TRT_OK;
  if (status) {
    free(e);
    return status;
  }
  for (int i = 0; i < e->net.nodes; i++) {
    at += used;
    sscanf(at, " %63s%n", e->net.ops[i], &used);
  }
  read_tensor(read_tensor(at + used, &e->net.input), &e->net.output);
  *engine = e;
  return INFB_TRT_OK;
}

int32_t infb_trt_get_engine_info(infb_trt_engine *engine, infb_trt_engine_info *info) {
  *info = (infb_trt_engine_info){.tensor_count = 2, .layer_count = engine->net.nodes, .profile_count = 1, .device_memory_bytes = 3 << 20, .plan_bytes = engine->plan_bytes};
  return INFB_TRT_OK;
}

int32_t infb_trt_get_tensor_info(infb_trt_engine *engine, int32_t index, infb_trt_tensor_info *info) {
  const tensor *t = index == 0 ? &engine->net.input : &engine->net.output;
  memset(info, 0, sizeof *info);
  snprintf(info->name, sizeof info->name, "%s", t->name);
  info->is_input = index == 0;
  info->data_type = t->type;
  info->rank = t->rank;
  memcpy(info->shape, t->shape, sizeof info->shape);
  memcpy(info->min, t->min, sizeof info->min);
  memcpy(info->opt, t->opt, sizeof info->opt);
  memcpy(info->max, t->max, sizeof info->max);
  return INFB_TRT_OK;
}

int32_t infb_trt_inspect(infb_trt_engine *engine, infb_trt_blob *json) {
  char *text = malloc(TEXT);
  int n = sprintf(text, "{\"Layers\": [");
  for (int i = 0; i < engine->net.nodes; i++) n += sprintf(text + n, "%s{\"Name\": \"%s_%d\", \"LayerType\": \"%s\"}", i ? ", " : "", engine->net.ops[i], i, engine->net.ops[i]);
  n += sprintf(text + n, "]}");
  json->data = text;
  json->size_bytes = n;
  return INFB_TRT_OK;
}

void infb_trt_destroy_engine(infb_trt_engine *engine) { free(engine); }

/* --- Sessions ------------------------------------------------------------------------------------------------- */

struct infb_trt_session {
  infb_trt_engine *engine;
  infb_trt_session_options options;
  int64_t shape[8], count, out_shape[8];
  int out_rank, is_prepared;
  float *host_in, *device_in;
  void *host_out, *device_out;
  int64_t out_bytes;
  char graph_problem[128];
};

int32_t infb_trt_open(infb_trt_engine *engine, const infb_trt_session_options *options, infb_trt_session **session) {
  *session = NULL;
  int32_t status = fault("open");
  if (status) return status;
  infb_trt_session *s = calloc(1, sizeof *s);
  s->engine = engine;
  s->options = *options;
  memcpy(s->shape, engine->net.input.shape, sizeof s->shape);
  *session = s;
  return INFB_TRT_OK;
}

int32_t infb_trt_set_shape(infb_trt_session *s, const char *name, const int64_t *shape, int32_t rank) {
  const tensor *t = &s->engine->net.input;
  if (strcmp(name, t->name) || rank != t->rank || s->is_prepared) return fail(INFB_TRT_BAD_ARGUMENT, "no shape can be set for %s", name);
  for (int d = 0; d < rank; d++) {
    if (shape[d] < t->min[d] || shape[d] > t->max[d]) return fail(INFB_TRT_BAD_ARGUMENT, "dimension %d of %s is outside the profile", d, name);
    s->shape[d] = shape[d];
  }
  return INFB_TRT_OK;
}

static int depends_on_data(const network *n) { return n->nodes > 0 && !strcmp(n->ops[n->nodes - 1], "NonZero"); }

/* Coordinates of what is not 0, one row for each dimension. */
static void non_zero(infb_trt_session *s) {
  int rank = s->engine->net.input.rank;
  int64_t found = 0, *rows = s->device_out;
  for (int64_t i = 0; i < s->count; i++) found += s->device_in[i] != 0;
  for (int64_t i = 0, column = 0; i < s->count; i++) {
    if (s->device_in[i] == 0) continue;
    int64_t rest = i;
    for (int d = rank - 1; d >= 0; d--) {
      rows[d * found + column] = rest % s->shape[d];
      rest /= s->shape[d];
    }
    column++;
  }
  s->out_rank = 2;
  s->out_shape[0] = rank;
  s->out_shape[1] = found;
  s->out_bytes = rank * found * (int64_t)sizeof(int64_t);
}

static void compute(infb_trt_session *s) {
  const network *n = &s->engine->net;
  int last = n->nodes - depends_on_data(n);
  for (int64_t i = 0; i < s->count; i++) {
    float x = s->device_in[i];
    for (int k = 0; k < last; k++) x = !strcmp(n->ops[k], "Relu") ? (x > 0 ? x : 0) : !strcmp(n->ops[k], "Neg") ? -x : !strcmp(n->ops[k], "Abs") ? fabsf(x) : x;
    if (depends_on_data(n)) s->device_in[i] = x;
    else ((float *)s->device_out)[i] = x;
  }
  if (depends_on_data(n)) non_zero(s);
}

static void upload(infb_trt_session *s) { memcpy(s->device_in, s->host_in, (size_t)s->count * sizeof(float)); }
static void download(infb_trt_session *s) { memcpy(s->host_out, s->device_out, (size_t)s->out_bytes); }

int32_t infb_trt_prepare(infb_trt_session *s) {
  int32_t status = fault("prepare");
  if (status) return status;
  const tensor *t = &s->engine->net.input;
  s->count = 1;
  for (int d = 0; d < t->rank; d++) s->count *= s->shape[d];
  size_t room = (size_t)s->count * (depends_on_data(&s->engine->net) ? 8u * sizeof(int64_t) : sizeof(float)) + 8;
  s->host_in = calloc(1, room), s->device_in = calloc(1, room), s->host_out = calloc(1, room), s->device_out = calloc(1, room);
  s->out_rank = t->rank;
  memcpy(s->out_shape, s->shape, sizeof s->out_shape);
  s->out_bytes = s->count * (int64_t)sizeof(float);
  if (s->options.cuda_graph && script("no_graph", NULL)) snprintf(s->graph_problem, sizeof s->graph_problem, "operation not permitted when stream is capturing");
  if (s->options.cuda_graph && depends_on_data(&s->engine->net)) snprintf(s->graph_problem, sizeof s->graph_problem, "the size of an output depends on the data");
  s->is_prepared = 1;
  compute(s);
  return INFB_TRT_OK;
}

const char *infb_trt_graph_problem(const infb_trt_session *session) { return session->graph_problem; }

int32_t infb_trt_get_buffer(infb_trt_session *s, const char *name, void **data, int64_t *size_bytes, int64_t *shape, int32_t *rank) {
  int is_input = !strcmp(name, s->engine->net.input.name);
  if (!is_input && strcmp(name, s->engine->net.output.name)) return fail(INFB_TRT_BAD_ARGUMENT, "there is no tensor %s", name);
  *data = is_input ? s->host_in : s->host_out;
  *size_bytes = is_input ? s->count * (int64_t)sizeof(float) : s->out_bytes;
  *rank = is_input ? s->engine->net.input.rank : s->out_rank;
  memcpy(shape, is_input ? s->shape : s->out_shape, (size_t)*rank * sizeof *shape);
  return INFB_TRT_OK;
}

int32_t infb_trt_upload(infb_trt_session *s) {
  if (s->options.memory_mode == INFB_TRT_DEVICE) upload(s);
  return INFB_TRT_OK;
}

int32_t infb_trt_download(infb_trt_session *s) {
  if (s->options.memory_mode == INFB_TRT_DEVICE) download(s);
  return INFB_TRT_OK;
}

int32_t infb_trt_run(infb_trt_session *s) {
  int32_t status = fault("run");
  if (status) return status;
  if (s->options.memory_mode != INFB_TRT_DEVICE) upload(s);
  compute(s);
  if (s->options.memory_mode != INFB_TRT_DEVICE) download(s);
  return INFB_TRT_OK;
}

int32_t infb_trt_get_times(infb_trt_session *s, infb_trt_times *times) {
  int copies = s->options.memory_mode != INFB_TRT_DEVICE;
  *times = (infb_trt_times){.h2d_ms = copies ? 0.125 : NAN, .compute_ms = 0.5, .d2h_ms = copies ? 0.25 : NAN, .enqueue_ms = 0.0625};
  return INFB_TRT_OK;
}

int32_t infb_trt_get_memory(infb_trt_session *s, infb_trt_memory *memory) {
  int copies = s->options.memory_mode != INFB_TRT_DEVICE;
  *memory = (infb_trt_memory){.used_bytes = 1 << 30, .total_bytes = 16LL << 30, .copied_to_device_bytes = copies ? s->count * 4 : 0, .copied_to_host_bytes = copies ? s->out_bytes : 0};
  return INFB_TRT_OK;
}

int32_t infb_trt_profile(infb_trt_session *s, int32_t count, int32_t *layer_count) {
  *layer_count = s->engine->net.nodes;
  int32_t status = fault("profile");
  for (int i = 0; i < count && !status; i++) status = infb_trt_run(s);
  return status;
}

int32_t infb_trt_get_layer(infb_trt_session *s, int32_t index, infb_trt_layer *layer) {
  snprintf(layer->name, sizeof layer->name, "%s_%d", s->engine->net.ops[index], index);
  layer->milliseconds = 2.0 * (index + 1);
  return INFB_TRT_OK;
}

int32_t infb_trt_bare_loop(infb_trt_session *s, int64_t count, int64_t *durations_ns) {
  for (int64_t i = 0; i < count; i++) {
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    int32_t status = infb_trt_run(s);
    if (status) return status;
    clock_gettime(CLOCK_MONOTONIC, &end);
    durations_ns[i] = (end.tv_sec - begin.tv_sec) * 1000000000LL + end.tv_nsec - begin.tv_nsec;
  }
  return INFB_TRT_OK;
}

void infb_trt_close(infb_trt_session *s) {
  free(s->host_in), free(s->device_in), free(s->host_out), free(s->device_out);
  free(s);
}
