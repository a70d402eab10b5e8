// The parts of the TensorRT shim that need no TensorRT: texts, shapes, files, the logger. One line for each step: its name, a status, a text.
#include <cstdio>
#include <functional>
#include <limits>
#include <string>
#include <thread>

#include "error.h"
#include "files.h"
#include "logger.h"
#include "tensor_types.h"

using namespace infb;
using nvinfer1::ILogger;

static void step(const char *name, const std::function<std::string()> &body) {
  std::string text;
  int32_t status = guarded([&] { text = body(); });
  std::printf("%s\t%d\t%s\n", name, status, status == 0 ? text.c_str() : last_error());
}

static void say(ILogger::Severity severity, const char *text) { logger().log(severity, text); }

static void say_elsewhere(const char *text) { std::thread([&] { say(ILogger::Severity::kERROR, text); }).join(); }

static std::string shape_text(std::initializer_list<int64_t> dimensions) { return text_of(shape_of(dimensions.begin(), static_cast<int32_t>(dimensions.size()), "x")); }

static size_t bytes(std::initializer_list<int64_t> dimensions, int32_t type) {
  return bytes_of(shape_of(dimensions.begin(), static_cast<int32_t>(dimensions.size()), "x"), type, "x");
}

static void texts() {
  step("lines", [] { return one_line("  Error\n\tin line\r\n two \x01 "); });
  step("long", [] { return std::to_string(one_line(std::string(999, 'x') + "\xC3\xA9" + std::string(50, 'y')).size()); });
  step("memory", []() -> std::string { refuse(status_of("Error Code 2: OutOfMemory (no further information)"), "no room"); });
  step("plain", []() -> std::string { refuse(status_of("Error Code 4"), "no\nway"); });
  step("null", []() -> std::string { require(nullptr, "plan"); return ""; });
  step("not-an-exception", []() -> std::string { throw 7; });
}

static void shapes() {
  step("shape", [] { return shape_text({1, 3, 224, 224}) + " " + shape_text({}); });
  step("bytes", [] { return std::to_string(bytes({2, 3}, 1)) + " " + std::to_string(bytes({2, 3}, 10)) + " " + std::to_string(bytes({0, 3}, 7)) + " " + std::to_string(bytes({}, 9)); });
  step("overflow", [] { return std::to_string(bytes({int64_t{1} << 40, int64_t{1} << 40}, 1)); });
  step("negative", [] { return shape_text({1, -1}); });
  step("rank", [] { return shape_text({1, 1, 1, 1, 1, 1, 1, 1, 1}); });
  step("type", [] { return std::to_string(onnx_type_of(nvinfer1::DataType::kBF16, "x")) + " " + std::to_string(onnx_type_of(nvinfer1::DataType::kINT64, "x")); });
  step("no-type", [] { return std::to_string(onnx_type_of(nvinfer1::DataType::kFP8, "x")); });
  step("versions", [] {
    Version old(8601), ten(101303);
    return std::to_string(old.major) + "." + std::to_string(old.minor) + "." + std::to_string(old.patch) + " " + std::to_string(ten.major) + "." + std::to_string(ten.minor) +
           "." + std::to_string(ten.patch);
  });
}

static void listening() {
  step("errors", []() -> std::string {
    Listening outer;
    say(ILogger::Severity::kWARNING, "harmless");
    say(ILogger::Severity::kERROR, "4: [network.cpp::validate::3162] Error Code 4: Internal Error (no\n way)");
    say_elsewhere("of a worker");
    say_elsewhere("of a worker");
    outer.fail("the build failed");
  });
  step("out-of-memory", []() -> std::string {
    Listening listening;
    say_elsewhere("2: [x.cpp::y::1] Error Code 2: OutOfMemory (Requested size was 7 bytes.)");
    listening.fail("the build failed");
  });
  step("nothing-said", []() -> std::string { Listening().fail("the build failed"); });
  step("forgotten", [] {
    Listening listening;
    say(ILogger::Severity::kERROR, "got over");
    listening.forget();
    return "'" + listening.errors() + "'";
  });
  step("own-thread", [] {
    Listening ours;
    std::string theirs;
    std::thread([&] {
      Listening listening;
      say(ILogger::Severity::kERROR, "theirs");
      theirs = listening.errors();
    }).join();
    return theirs + " '" + ours.errors() + "'";
  });
  step("after", [] {
    say(ILogger::Severity::kERROR, "nobody listens");
    return "";
  });
}

static void files(const std::string &folder) {
  step("no-file", [&] { return std::to_string(read_file(folder + "/none").size()); });
  step("file", [&] {
    const std::string content("a\0b", 3);
    write_file(folder + "/cache", "long before", 11);
    write_file(folder + "/cache", content.data(), content.size());
    return std::to_string(read_file(folder + "/cache").size());
  });
  step("no-folder", [&]() -> std::string {
    write_file(folder + "/no/cache", "x", 1);
    return "";
  });
}

int main(int, char **arguments) {
  texts();
  shapes();
  listening();
  files(arguments[1]);
}
