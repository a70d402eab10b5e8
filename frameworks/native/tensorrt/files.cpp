#include "files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "error.h"
#include "inferencebench_tensorrt.h"

namespace infb {
namespace {

struct Closer {
  void operator()(std::FILE *file) const noexcept { (void)std::fclose(file); }
};

using File = std::unique_ptr<std::FILE, Closer>;

[[noreturn]] void file_failed(const std::string &what, const std::string &path, int code) {
  refuse(INFB_TRT_FAILED, what + " " + path + ": " + std::strerror(code));
}

}  // namespace

bool exists(const std::string &path) { return ::access(path.c_str(), F_OK) == 0; }

std::vector<char> read_file(const std::string &path) {
  File file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) {
    if (errno == ENOENT) {
      return {};
    }
    file_failed("cannot open", path, errno);
  }
  std::vector<char> content;
  char part[1 << 16];
  for (size_t read = 0; (read = std::fread(part, 1, sizeof part, file.get())) > 0;) {
    content.insert(content.end(), part, part + read);
  }
  if (std::ferror(file.get()) != 0) {
    file_failed("cannot read", path, errno);
  }
  return content;
}

void write_file(const std::string &path, const void *data, size_t bytes) {
  std::string pattern = path + ".XXXXXX";
  int descriptor = ::mkstemp(pattern.data());
  if (descriptor < 0) {
    file_failed("cannot write", path, errno);
  }
  File file(::fdopen(descriptor, "wb"));
  if (file == nullptr) {
    int code = errno;
    (void)::close(descriptor);
    (void)::unlink(pattern.c_str());
    file_failed("cannot write", path, code);
  }
  bool is_written = std::fwrite(data, 1, bytes, file.get()) == bytes;
  is_written = std::fclose(file.release()) == 0 && is_written;
  if (!is_written || std::rename(pattern.c_str(), path.c_str()) != 0) {
    int code = errno;
    (void)::unlink(pattern.c_str());
    file_failed("cannot write", path, code);
  }
}

}  // namespace infb
