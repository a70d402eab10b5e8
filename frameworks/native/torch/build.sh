#!/usr/bin/env bash
# Finds a libtorch and builds the shim against it.
#
#   build.sh --find                 the libtorch that would be taken: libtorch=FOLDER, version=..., or reason= and remedy= (exit code 1)
#   build.sh --out DIR              DIR/libinferencebench_torch.so and DIR/inferencebench_torch.txt, when something changed since the last time
#
#   --beside DIR                    an application's folder; DIR/libtorch comes before what is installed
#   --root DIR                      looks below DIR instead of /
#
# The text file holds KEY=VALUE lines. Where there is no library it says why: reason=... and remedy=..., with exit code 0 when something is missing on this machine
# and 1 when a libtorch is there and the shim did not compile.
set -euo pipefail

source_dir=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
shim=torch
product=libtorch
compile_failed_remedy='another libtorch may do: set LIBTORCH to its folder'
# shellcheck source=../shim.sh
source "$source_dir/../shim.sh"

install_all='apt-get install libtorch-dev libopenblas0 libopenblas0-openmp cmake g++ make'
# What else is found: the libraries and headers of $found.
lib='' include=''

# lib_of FOLDER: sets $lib to where its libraries are.
lib_of() {
  local folder
  for folder in "$1/lib" "$1"/lib/*-linux-gnu "$1/lib64"; do
    if [[ -e $folder/libtorch_cpu.so ]]; then
      lib=$folder
      return
    fi
  done
  return 1
}

# is_complete FOLDER: 1 and $reason where something that a build needs is missing.
is_complete() {
  if ! lib_of "$1"; then
    reason="$1 holds no lib/libtorch_cpu.so"
  elif [[ ! -e $lib/libtorch.so || ! -e $lib/libc10.so ]]; then
    reason="$lib lacks libtorch.so or libc10.so"
  elif [[ ! -e $1/include/ATen/ATen.h ]]; then
    reason="$1 holds libraries and no headers (include/ATen/ATen.h)"
  else
    include=$1/include
    return
  fi
  return 1
}

# version_of FOLDER: what its own files say; the library itself is asked when it is loaded.
version_of() {
  local header line major='' minor='' patch=''
  if [[ -r $1/build-version ]]; then
    read -r version <"$1/build-version" || true
    return
  fi
  for header in "$include/torch/csrc/api/include/torch/version.h" "$include/torch/headeronly/version.h"; do
    [[ -r $header ]] || continue
    while read -r line; do
      case $line in
        '#define TORCH_VERSION_MAJOR '*) major=${line##* } ;;
        '#define TORCH_VERSION_MINOR '*) minor=${line##* } ;;
        '#define TORCH_VERSION_PATCH '*) patch=${line##* } ;;
      esac
    done <"$header"
  done
  version=${major:-unknown}${minor:+.$minor}${patch:+.$patch}
}

# take FOLDER PLACE: 0 when a shim can be built against it.
take() {
  is_complete "$1" || return 1
  found=$1
  from=$2
  reason=''
  version_of "$1"
}

# TorchSharp's packages hold libraries for running alone.
packages_without_headers() {
  printf '%s\n' "${NUGET_PACKAGES:-${HOME:-/none}/.nuget/packages}"/libtorch-*/*/runtimes/linux-*/native/libtorch_cpu.so | head -n 1
}

# Sets what is found, or $reason and $remedy.
find_product() {
  local folder folders package incomplete=''
  # A choice that does not work is not replaced by another one.
  if [[ -n ${LIBTORCH-} ]]; then
    if ! take "${LIBTORCH%/}" LIBTORCH; then
      reason="not built: LIBTORCH is set, but $reason"
      remedy='set LIBTORCH to a folder with lib/ and include/ of libtorch, or unset it'
      return 1
    fi
    return
  fi
  if [[ -n $beside && -d $beside/libtorch ]]; then
    take "$beside/libtorch" bundle && return
    incomplete=$reason
  fi
  if lib_of "$root/usr"; then
    take "$root/usr" apt && return
    incomplete=$reason
  fi
  readarray -t folders < <(wheels torch)
  for folder in "${folders[@]}"; do
    if [[ -e $folder/lib/libtorch_cpu.so ]]; then
      take "$folder" wheel && return
      incomplete=$reason
    fi
  done

  package=$(packages_without_headers)
  reason='not built: no libtorch found'
  if [[ -n $incomplete ]]; then
    reason+="; $incomplete"
  elif [[ -n $package ]]; then
    reason+="; the one of TorchSharp in $(dirname -- "$package") has no headers"
  fi
  remedy="$install_all, or set LIBTORCH to a folder with lib/ and include/, and build again"
  return 1
}

# --- What shim.sh asks --------------------------------------------------------------------------------------------

facts_of_product() {
  printf 'libtorch=%s\nlib=%s\nversion=%s\nfrom=%s\n' "$found" "$lib" "$version" "$from"
}

files_of_product() {
  printf '%s\n' "$lib/libc10.so" "$lib/libtorch_cpu.so"
}

cmake_arguments() {
  printf '%s\n' "-DINFB_LIBTORCH=$found"
}

facts_of_build() {
  printf '%s\n' "libtorch=$found" "lib=$lib" "include=$include" "version=$version" "from=$from" \
    "cxx11_abi=$(sed -n 's/^-- inferencebench: cxx11_abi=//p' "$1")" "cuda=$(sed -n 's/^-- inferencebench: cuda=//p' "$1")"
}

shim_main "$@"
