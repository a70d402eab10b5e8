/* Uses libtorch through the C ABI alone and prints one line per step: name, status, text. Compiled as C, so the header is C.
 * Arguments: files to load. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inferencebench_torch.h"

static void say(const char *step, int32_t status, const char *text) { printf("%s\t%d\t%s\n", step, status, text); }

static int32_t step(const char *name, int32_t status) {
  say(name, status, status == INFB_TORCH_OK ? "" : infb_torch_last_error());
  return status;
}

static int32_t define(const char *source, infb_torch_module **module) {
  static const float weights[4 * 3 * 3 * 3] = {0.5f, -1.0f, 2.0f};
  static const int64_t shape[] = {4, 3, 3, 3};
  infb_torch_tensor parameter = {"w", (void *)weights, sizeof weights, shape, 4, 1};
  return infb_torch_create(NULL, NULL, 0, source, &parameter, 1, module);
}

static infb_torch_options options(int32_t optimisation, int32_t compute_type, int32_t channels_last) {
  infb_torch_options chosen = {INFB_TORCH_CPU, 0, compute_type, optimisation, channels_last, 0};
  return chosen;
}

static const char *const k_net = "def forward(self, x: Tensor) -> List[Tensor]:\n    c = torch.conv2d(x, self.w, None, [1, 1], [1, 1], [1, 1], 1)\n"
                                 "    y = torch.relu(c)\n    return [y, torch.sum(y), c]\n";

/* Runs the same net in one form; 0 and the second output, which is the sum of the first, when all went well. The third is what the first was made of: no optimisation may
 * compute the one in the memory of the other. */
static int32_t sum_of(int32_t optimisation, int32_t compute_type, int32_t channels_last, float *sum) {
  static float image[3 * 8 * 8], result[4 * 8 * 8], convolved[4 * 8 * 8];
  static const int64_t in_shape[] = {1, 3, 8, 8}, out_shape[] = {1, 4, 8, 8};
  infb_torch_tensor input = {NULL, image, sizeof image, in_shape, 4, 1};
  infb_torch_tensor outputs[] = {{NULL, result, sizeof result, out_shape, 4, 1}, {NULL, sum, sizeof *sum, NULL, 0, 1}, {NULL, convolved, sizeof convolved, out_shape, 4, 1}};
  infb_torch_options chosen = options(optimisation, compute_type, channels_last);
  infb_torch_module *module = NULL;
  for (int i = 0; i < 3 * 8 * 8; ++i) {
    image[i] = (float)(i % 7) - 2.0f;
  }
  int32_t status = define(k_net, &module);
  status = status != 0 ? status : infb_torch_configure(module, &chosen);
  status = status != 0 ? status : infb_torch_bind_inputs(module, &input, 1);
  status = status != 0 ? status : infb_torch_bind_outputs(module, outputs, 3);
  for (int i = 0; i < 4 && status == 0; ++i) {
    memset(result, 0xff, sizeof result);
    *sum = NAN;
    status = infb_torch_run(module);
  }
  float added = 0;
  int negative = 0;
  for (int i = 0; i < 4 * 8 * 8; ++i) {
    added += result[i];
    negative += convolved[i] < 0;
  }
  if (status == 0 && (!(fabsf(added - *sum) <= 0.02f * fabsf(added)) || negative == 0)) {
    *sum = NAN;
  }
  infb_torch_destroy(module);
  return status;
}

static void form(int32_t optimisation, int32_t compute_type, int32_t channels_last) {
  const char *names[] = {"eager", "frozen", "optimised"};
  const char *type = compute_type == 16 ? "-bfloat16" : compute_type == 10 ? "-float16" : compute_type == 0 ? "-as-it-is" : "";
  char name[64], text[64];
  float sum = NAN;
  int32_t status = sum_of(optimisation, compute_type, channels_last, &sum);
  snprintf(name, sizeof name, "%s%s%s", names[optimisation], type, channels_last != 0 ? "-nhwc" : "");
  snprintf(text, sizeof text, "%.3f", (double)sum);
  say(name, status, status == 0 ? text : infb_torch_last_error());
}

static void forms(void) {
  static const int32_t types[] = {0, 1, 10, 16};
  for (int i = 0; i < 4; ++i) {
    for (int32_t optimisation = 0; optimisation < 3; ++optimisation) {
      form(optimisation, types[i], 0);
      form(optimisation, types[i], 1);
    }
  }
}

static void shapes(void) {
  static float small[4];
  static const int64_t shape[] = {1, 3, 8, 8}, wrong[] = {1, 2, 8, 8}, two[] = {2, 2};
  float *image = calloc(3 * 8 * 8, sizeof *image);
  infb_torch_options chosen = options(INFB_TORCH_EAGER, 1, 0);
  infb_torch_tensor input = {NULL, image, 3 * 8 * 8 * (int64_t)sizeof *image, shape, 4, 1};
  infb_torch_tensor output = {"y", small, sizeof small, two, 2, 1};
  infb_torch_tensor outputs[] = {output, output, output};
  infb_torch_tensor read = {0};
  int32_t count = 0;
  infb_torch_module *module = NULL;
  step("run-unconfigured", define(k_net, &module) != 0 ? -1 : infb_torch_run(module));
  infb_torch_configure(module, &chosen);
  step("configure-twice", infb_torch_configure(module, &chosen));
  input.size_bytes -= 1;
  step("small-buffer", infb_torch_bind_inputs(module, &input, 1));
  input.size_bytes += 1;
  step("no-inputs", infb_torch_run(module));
  input.shape = wrong;
  infb_torch_bind_inputs(module, &input, 1);
  step("wrong-channels", infb_torch_run(module));
  input.shape = shape;
  infb_torch_bind_inputs(module, &input, 1);
  infb_torch_bind_outputs(module, &output, 1);
  step("output-count", infb_torch_run(module));
  infb_torch_bind_outputs(module, outputs, 3);
  step("output-shape", infb_torch_run(module));
  infb_torch_bind_outputs(module, NULL, 0);
  step("unbound", infb_torch_run(module));
  infb_torch_output_count(module, &count);
  step("output-3", infb_torch_get_output(module, 3, &read));
  step("output-0", infb_torch_get_output(module, 0, &read));
  printf("read\t%d\t%d outputs, type %d, rank %d, %lld x %lld x %lld x %lld, %lld bytes\n", 0, count, read.data_type, read.rank, (long long)read.shape[0],
         (long long)read.shape[1], (long long)read.shape[2], (long long)read.shape[3], (long long)read.size_bytes);
  int64_t times[3] = {-1, -1, -1};
  step("bare-loop", infb_torch_bare_loop(module, 3, times));
  step("bare-times", times[0] >= 0 && times[1] >= 0 && times[2] >= 0 ? 0 : 1);
  infb_torch_destroy(module);
  free(image);
}

static void out_of_memory(void) {
  infb_torch_options chosen = options(INFB_TORCH_EAGER, 1, 0);
  infb_torch_module *module = NULL;
  int32_t status = define("def forward(self) -> List[Tensor]:\n    return [torch.zeros([35184372088832])]\n", &module);
  status = status != 0 ? status : infb_torch_configure(module, &chosen);
  step("out-of-memory", status != 0 ? status : infb_torch_run(module));
  infb_torch_destroy(module);
}

static void prepared(void) {
  static const float weights[] = {1, 2, 3, 4, 5, 6};
  static const int64_t shape[] = {2, 3}, vector[] = {3};
  static float ones[] = {1, 1}, sums[3];
  static const int64_t two[] = {2};
  const char *names[] = {"t", "extra"};
  infb_torch_tensor parameter = {"w", (void *)weights, sizeof weights, shape, 2, 1};
  infb_torch_tensor input = {NULL, ones, sizeof ones, two, 1, 1}, output = {NULL, sums, sizeof sums, vector, 1, 1};
  const char *make = "def prepare(self) -> List[Tensor]:\n    return [self.w.transpose(0, 1) * 2.0]\n";
  const char *use = "def forward(self, x: Tensor) -> List[Tensor]:\n    return [torch.matmul(self.t, x)]\n";
  char name[32], text[64];
  infb_torch_module *module = NULL;
  infb_torch_memory memory = {0};
  step("prepare-count", infb_torch_create(make, names, 2, use, &parameter, 1, &module));
  for (int optimisation = 0; optimisation < 3; ++optimisation) {
    infb_torch_options chosen = options(optimisation, 1, 0);
    int32_t status = infb_torch_create(make, names, 1, use, &parameter, 1, &module);
    status = status != 0 ? status : infb_torch_configure(module, &chosen);
    status = status != 0 ? status : infb_torch_bind_inputs(module, &input, 1);
    status = status != 0 ? status : infb_torch_bind_outputs(module, &output, 1);
    status = status != 0 ? status : infb_torch_run(module);
    status = status != 0 ? status : infb_torch_get_memory(module, &memory);
    snprintf(text, sizeof text, "%g %g %g, %lld bytes", (double)sums[0], (double)sums[1], (double)sums[2], (long long)memory.weight_bytes);
    snprintf(name, sizeof name, "prepared-%d", optimisation);
    say(name, status, status == 0 ? text : infb_torch_last_error());
    infb_torch_destroy(module);
  }
}

static void loaded(const char *name, const char *path) {
  infb_torch_module *module = NULL;
  step(name, infb_torch_load(path, &module));
  infb_torch_destroy(module);
}

static void library(void) {
  int32_t intra = 0, inter = 0, devices = -1;
  char text[256];
  snprintf(text, sizeof text, "%s compiled against %s", infb_torch_version(), infb_torch_compiled_version());
  say("version", infb_torch_abi() == INFB_TORCH_ABI ? 0 : 1, text);
  step("threads", infb_torch_set_threads(2, 1));
  step("threads-again", infb_torch_set_threads(1, 1));
  step("inter-op-again", infb_torch_set_threads(1, 2));
  infb_torch_get_threads(&intra, &inter);
  snprintf(text, sizeof text, "%d and %d", intra, inter);
  say("threads-now", 0, text);
  step("switches", infb_torch_set_switches(1, 1, 1));
  infb_torch_cuda_device_count(&devices);
  snprintf(text, sizeof text, "%d devices, CUDA half %d", devices, infb_torch_has_cuda_half());
  say("cuda", 0, text);
  step("supports-float", infb_torch_supports(INFB_TORCH_CPU, 0, 1));
  step("supports-float16", infb_torch_supports(INFB_TORCH_CPU, 0, 10));
  step("supports-bfloat16", infb_torch_supports(INFB_TORCH_CPU, 0, 16));
  step("supports-int8", infb_torch_supports(INFB_TORCH_CPU, 0, 3));
  step("supports-cuda", infb_torch_supports(INFB_TORCH_CUDA, 99, 1));
}

int main(int count, char **arguments) {
  infb_torch_module *module = NULL;
  char name[32];
  library();
  step("unknown-operator", define("def forward(self, x: Tensor) -> List[Tensor]:\n    y = x + 1\n    return [torch.no_such_operator(y)]\n", &module));
  step("unknown-parameter", define("def forward(self, x: Tensor) -> List[Tensor]:\n    return [torch.add(x, self.nowhere)]\n", &module));
  step("syntax", define("def forward(self, x: Tensor) -> List[Tensor]:\n    return [torch.relu(x]\n", &module));
  step("types", define("def forward(self, x: Tensor) -> List[Tensor]:\n    return [torch.conv2d(x, 3)]\n", &module));
  forms();
  prepared();
  shapes();
  out_of_memory();
  for (int i = 1; i < count; ++i) {
    snprintf(name, sizeof name, "load-%d", i);
    loaded(name, arguments[i]);
  }
  return 0;
}
