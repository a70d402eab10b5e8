#include "libraries.h"

#include <dlfcn.h>

#include <string>

#include "error.h"
#include "inferencebench_tensorrt.h"
#include "logger.h"

namespace infb {
namespace {

using CreateParser = void *(*)(void *network, void *logger, int version);
using InitPlugins = bool (*)(void *logger, char const *name_space);

// By the name that the linker would take, else beside the libnvinfer that is loaded. Never closed: TensorRT keeps pointers into it.
void *open_library(const std::string &name, std::string &problem) {
  const std::string file = name + ".so." + kMajor;
  void *library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library != nullptr) {
    return library;
  }
  const char *text = ::dlerror();
  problem = text == nullptr ? file : text;
  Dl_info info{};
  if (::dladdr(reinterpret_cast<void *>(&getInferLibVersion), &info) == 0 || info.dli_fname == nullptr) {
    return nullptr;
  }
  std::string folder = info.dli_fname;
  folder.erase(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
  return folder.empty() ? nullptr : ::dlopen((folder + file).c_str(), RTLD_NOW | RTLD_LOCAL);
}

template <typename Function>
Function function_of(void *library, const char *name) {
  return library == nullptr ? nullptr : reinterpret_cast<Function>(::dlsym(library, name));
}

bool register_plugins_now() {
  std::string problem;
  auto init = function_of<InitPlugins>(open_library("libnvinfer_plugin", problem), "initLibNvInferPlugins");
  return init != nullptr && init(&logger(), "");
}

}  // namespace

Owned<nvonnxparser::IParser> create_parser(nvinfer1::INetworkDefinition &network) {
  std::string problem;
  auto create = function_of<CreateParser>(open_library("libnvonnxparser", problem), "createNvOnnxParser_INTERNAL");
  if (create == nullptr) {
    refuse(INFB_TRT_UNSUPPORTED, "this TensorRT runs engines and builds none: " + problem + "; install libnvonnxparsers" + kMajor + ", or all of TensorRT " + kMajor);
  }
  Listening listening;
  Owned<nvonnxparser::IParser> parser(static_cast<nvonnxparser::IParser *>(create(&network, &logger(), NV_ONNX_PARSER_VERSION)));
  if (parser == nullptr) {
    listening.fail("TensorRT's ONNX parser could not be created");
  }
  return parser;
}

bool register_plugins() {
  static bool is_done = register_plugins_now();
  return is_done;
}

}  // namespace infb
