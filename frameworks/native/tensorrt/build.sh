#!/usr/bin/env bash
# Finds a TensorRT and a CUDA, and builds the shim against them.
#
#   build.sh --find                 the TensorRT that would be taken: tensorrt=FOLDER, version=..., cuda=..., or reason= and remedy= (exit code 1)
#   build.sh --out DIR              DIR/libinferencebench_tensorrt.so and DIR/inferencebench_tensorrt.txt, when something changed since the last time
#
#   --beside DIR                    an application's folder; DIR/tensorrt comes before what is installed
#   --root DIR                      looks below DIR instead of /
#
# The text file holds KEY=VALUE lines. Where there is no library it says why: reason=... and remedy=..., with exit code 0 when something is missing on this machine
# and 1 when a TensorRT is there and the shim did not compile.
set -euo pipefail

source_dir=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
shim=tensorrt
product=tensorrt
compile_failed_remedy='TensorRT 8.6, 10 and 11 are known to do: set TENSORRT to the folder of one'
# shellcheck source=../shim.sh
source "$source_dir/../shim.sh"

headers_remedy='install libnvinfer-dev and libnvonnxparsers-dev (JetPack: nvidia-tensorrt-dev), or set TENSORRT to an unpacked TensorRT with lib/ and include/, and build again'
cuda_remedy='install cuda-cudart-dev of the CUDA that TensorRT was made for (Debian: nvidia-cuda-dev), or set CUDA_HOME to a folder with include/ and lib64/, and build again'
# What else is found: TensorRT's headers and libnvinfer, CUDA's headers, runtime and version.
include='' nvinfer='' cuda_include='' cudart='' cuda=''

# --- TensorRT -----------------------------------------------------------------------------------------------------

# libraries_of FOLDER: sets $folders to those that its libraries may be in.
libraries_of() {
  folders=("$1/lib" "$1"/lib/*-linux-gnu "$1/lib64" "$1"/targets/*-linux-gnu/lib)
}

# headers_of FOLDER: sets $include.
headers_of() {
  local folder
  for folder in "$1"/include/*-linux-gnu "$1/include"; do
    if [[ -e $folder/NvInfer.h ]]; then
      include=$folder
      return
    fi
  done
  return 1
}

# version_of HEADERS: 8.6 writes the numbers where 10 names macros that hold them.
version_of() {
  local line major='' minor='' patch=''
  local pattern='^#define[[:space:]]+(NV_TENSORRT|TRT)_(MAJOR|MINOR|PATCH)(_ENTERPRISE)?[[:space:]]+([0-9]+)'
  if [[ -r $1/NvInferVersion.h ]]; then
    while IFS= read -r line; do
      [[ $line =~ $pattern ]] || continue
      case ${BASH_REMATCH[2]} in
        MAJOR) major=${BASH_REMATCH[4]} ;;
        MINOR) minor=${BASH_REMATCH[4]} ;;
        PATCH) patch=${BASH_REMATCH[4]} ;;
      esac
    done <"$1/NvInferVersion.h"
  fi
  version=${major:-unknown}${minor:+.$minor}${patch:+.$patch}
  [[ $version =~ ^[0-9]+\.[0-9]+ ]] && ((major > 8 || (major == 8 && minor >= 6)))
}

# library_of FOLDER MAJOR: sets $nvinfer to the libnvinfer of that version. The name without a number belongs to packages that a machine may lack.
library_of() {
  local folder folders
  libraries_of "$1"
  for folder in "${folders[@]}"; do
    if [[ -e $folder/libnvinfer.so.$2 ]]; then
      nvinfer=$folder/libnvinfer.so.$2
      return
    fi
  done
  return 1
}

has_any_library() {
  local folder folders files
  libraries_of "$1"
  for folder in "${folders[@]}"; do
    files=("$folder"/libnvinfer.so*)
    [[ ${#files[@]} -eq 0 ]] || return 0
  done
  return 1
}

# take FOLDER PLACE: 0 when a shim can be built against it, else $reason.
take() {
  if ! headers_of "$1"; then
    if has_any_library "$1"; then
      reason="$1 holds libraries and no headers (include/NvInfer.h)"
    else
      reason="$1 holds no include/NvInfer.h"
    fi
  elif ! version_of "$include"; then
    reason="$include is of TensorRT $version, and 8.6 is the oldest that does"
  elif [[ ! -e $include/NvOnnxParser.h ]]; then
    reason="$include lacks NvOnnxParser.h (package libnvonnxparsers-dev)"
  elif ! library_of "$1" "${version%%.*}"; then
    reason="$include is of TensorRT $version, and $1 holds no libnvinfer.so.${version%%.*}"
  else
    found=$1 from=$2 reason=''
    return
  fi
  return 1
}

# Sets what is found of TensorRT, or $reason and $remedy.
find_tensorrt() {
  local folder wheel incomplete=''
  # A choice that does not work is not replaced by another one.
  if [[ -n ${TENSORRT-} ]]; then
    if ! take "${TENSORRT%/}" TENSORRT; then
      reason="not built: TENSORRT is set, but $reason"
      remedy='set TENSORRT to a folder with lib/ and include/ of TensorRT, or unset it'
      return 1
    fi
    return
  fi
  for folder in ${beside:+"$beside/tensorrt"} "$root/usr" "$root"/usr/local/tensorrt "$root"/usr/local/TensorRT* "$root"/opt/tensorrt "$root"/opt/TensorRT*; do
    if headers_of "$folder" || has_any_library "$folder"; then
      take "$folder" "$(place_of "$folder")" && return
      incomplete=${incomplete:-$reason}
    fi
  done
  reason='not built: TensorRT headers not found'
  remedy=$headers_remedy
  if [[ -n $incomplete ]]; then
    reason+="; $incomplete"
  else
    while read -r wheel; do
      [[ ! -d $wheel ]] || reason="not built: TensorRT headers not found; the wheel in $wheel has none"
    done < <(wheels tensorrt_libs)
  fi
  return 1
}

place_of() {
  case $1 in
    "$beside/tensorrt") printf bundle ;;
    "$root/usr") printf apt ;;
    *) printf unpacked ;;
  esac
}

# --- CUDA ---------------------------------------------------------------------------------------------------------

# take_cuda FOLDER: sets $cuda_include, $cudart and $cuda.
take_cuda() {
  local folder library line pattern='^#define[[:space:]]+CUDART_VERSION[[:space:]]+([0-9]+)'
  for folder in "$1/include" "$1"/targets/*-linux/include; do
    [[ -e $folder/cuda_runtime_api.h ]] || continue
    for library in "$1/lib64" "$1/lib" "$1"/lib/*-linux-gnu "$1"/targets/*-linux/lib; do
      if [[ -e $library/libcudart.so ]]; then
        cuda_include=$folder cudart=$library/libcudart.so
        while IFS= read -r line; do
          [[ ! $line =~ $pattern ]] || cuda=$((BASH_REMATCH[1] / 1000)).$((BASH_REMATCH[1] % 1000 / 10))
        done < <(grep -m 1 '^#define CUDART_VERSION' "$folder/cuda_runtime_api.h" || true)
        return
      fi
    done
  done
  return 1
}

find_cuda() {
  local folder
  for folder in ${CUDA_HOME:+"$CUDA_HOME"} ${CUDA_PATH:+"$CUDA_PATH"} "$root/usr/local/cuda" "$root"/usr/local/cuda-* "$root/opt/cuda" "$root/usr"; do
    take_cuda "${folder%/}" && return
  done
  reason="not built: CUDA headers not found (TensorRT $version is in $found)"
  remedy=$cuda_remedy
  # Nothing was decided that a later installation should be compared with.
  found=''
  return 1
}

# --- What shim.sh asks --------------------------------------------------------------------------------------------

find_product() {
  find_tensorrt && find_cuda
}

facts_of_product() {
  printf '%s\n' "tensorrt=$found" "lib=$(dirname -- "$nvinfer")" "version=$version" "from=$from" "cuda=$cuda"
}

files_of_product() {
  printf '%s\n' "$nvinfer" "$include/NvInferVersion.h" "$cudart" "$cuda_include/cuda_runtime_api.h"
}

cmake_arguments() {
  printf '%s\n' "-DINFB_TENSORRT_INCLUDE=$include" "-DINFB_NVINFER=$nvinfer" "-DINFB_CUDA_INCLUDE=$cuda_include" "-DINFB_CUDART=$cudart"
}

facts_of_build() {
  printf '%s\n' "tensorrt=$found" "lib=$(dirname -- "$nvinfer")" "include=$include" "version=$version" "from=$from" "cuda=$cuda" "cudart=$cudart"
}

shim_main "$@"
