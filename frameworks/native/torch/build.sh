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
shopt -s nullglob

source_dir=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
library=libinferencebench_torch.so
facts=inferencebench_torch.txt
install_all='apt-get install libtorch-dev libopenblas0 libopenblas0-openmp cmake g++ make'

mode='' out='' beside='' root=''
# What is found: the folder, its libraries and headers, its version, and in what kind of place.
libtorch='' lib='' include='' version='' from='' reason='' remedy=''

usage() {
  echo "build.sh: use: build.sh --find | --out DIR [--beside DIR] [--root DIR]" >&2
  exit 2
}

# --- Finding libtorch ---------------------------------------------------------------------------------------------

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
  libtorch=$1
  from=$2
  reason=''
  version_of "$1"
}

# Folders named torch/ of the Python installations here, without starting Python: that alone would cost more than a build that has nothing to do.
wheels() {
  local python prefix
  if [[ -n ${VIRTUAL_ENV-} ]]; then
    printf '%s\n' "$VIRTUAL_ENV"/lib/python3*/site-packages/torch
  fi
  if [[ -n ${CONDA_PREFIX-} ]]; then
    printf '%s\n' "$CONDA_PREFIX"/lib/python3*/site-packages/torch
  fi
  python=$(command -v python3 || true)
  if [[ -z $root && -n $python ]]; then
    prefix=$(dirname -- "$(dirname -- "$(readlink -f -- "$python")")")
    printf '%s\n' "$prefix"/lib/python3*/site-packages/torch
  fi
  if [[ -n ${HOME-} ]]; then
    printf '%s\n' "$HOME"/.local/lib/python3*/site-packages/torch "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/lib/python3*/site-packages/torch
  fi
  printf '%s\n' "$root"/usr/local/lib/python3*/{dist,site}-packages/torch "$root"/usr/lib/python3*/{dist,site}-packages/torch
}

# TorchSharp's packages hold libraries for running alone.
packages_without_headers() {
  printf '%s\n' "${NUGET_PACKAGES:-${HOME:-/none}/.nuget/packages}"/libtorch-*/*/runtimes/linux-*/native/libtorch_cpu.so | head -n 1
}

# Sets what is found, or $reason and $remedy.
find_libtorch() {
  local folder package incomplete=''
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
  while read -r folder; do
    if [[ -e $folder/lib/libtorch_cpu.so ]]; then
      take "$folder" wheel && return
      incomplete=$reason
    fi
  done < <(wheels)

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

# --- Building -----------------------------------------------------------------------------------------------------

# Everything that the result depends on.
key_of_build() {
  {
    printf '%s\n' "$libtorch" "$version" "${CXX-}" "${CUDA_HOME-}" "${CUDA_PATH-}"
    stat -L -c '%n %s %Y' "$lib/libc10.so" "$lib/libtorch_cpu.so"
    cat -- "$source_dir"/*.cpp "$source_dir"/*.h "$source_dir/CMakeLists.txt" "$source_dir/build.sh"
  } | sha256sum | cut -c 1-16
}

# write_facts LINE...: the text file appears whole.
write_facts() {
  printf '%s\n' "$@" >"$out/$facts.$$"
  mv -f -- "$out/$facts.$$" "$out/$facts"
}

# not_built KEY: says why there is no library, and leaves none of an earlier build.
not_built() {
  rm -f -- "$out/$library"
  write_facts "reason=$reason" "remedy=$remedy" ${libtorch:+"libtorch=$libtorch" "version=$version"} ${1:+"key=$1"}
  printf 'build.sh: %s (%s)\n' "$reason" "$remedy" >&2
}

# fact NAME: a value of the text file of the last build.
fact() {
  local line
  [[ -r $out/$facts ]] || return 0
  while read -r line; do
    if [[ $line == "$1="* ]]; then
      printf '%s' "${line#*=}"
      return
    fi
  done <"$out/$facts"
}

missing_tool() {
  local tool
  for tool in cmake "${CXX:-g++}" "${CMAKE_MAKE_PROGRAM:-make}"; do
    if ! command -v "$tool" >/dev/null; then
      reason="not built: $tool is missing"
      remedy="apt-get install cmake g++ make and build again"
      return
    fi
  done
  return 1
}

compile() {
  local build=$1 log=$2
  cmake -S "$source_dir" -B "$build" -DINFB_LIBTORCH="$libtorch" -DCMAKE_CXX_COMPILER="${CXX:-g++}" >"$log" 2>&1 \
    && cmake --build "$build" --parallel "$(nproc)" >>"$log" 2>&1
}

# The compiler's first error, else CMake's.
first_error() {
  local line
  line=$(grep -m 1 -E '(fatal )?error: |undefined reference|cannot find -l' "$1" || grep -m 1 -A 1 -E '^CMake Error' "$1" | tail -n 1 || tail -n 1 "$1")
  line=${line//$'\t'/ }
  printf '%s' "${line#"${line%%[! ]*}"}" | cut -c 1-300
}

build_now() {
  local key=$1 build=$out/build log=$out/build.log
  printf 'building the libtorch shim against libtorch %s in %s (about half a minute)\n' "$version" "$libtorch"
  rm -rf -- "$build"
  if ! compile "$build" "$log"; then
    reason="not built: the shim does not compile against libtorch $version in $libtorch: $(first_error "$log")"
    remedy="the whole output is in $log; another libtorch may do: set LIBTORCH to its folder"
    not_built "$key"
    exit 1
  fi
  mv -f -- "$build/$library" "$out/$library"
  write_facts "libtorch=$libtorch" "lib=$lib" "include=$include" "version=$version" "from=$from" \
    "cxx11_abi=$(sed -n 's/^-- inferencebench: cxx11_abi=//p' "$log")" "cuda=$(sed -n 's/^-- inferencebench: cuda=//p' "$log")" "key=$key"
  rm -rf -- "$build"
}

build() {
  local key
  mkdir -p -- "$out"
  out=$(cd -- "$out" && pwd)
  # Two builds at a time (two configurations) share the folder.
  exec 9>"$out/build.lock"
  flock 9
  if ! find_libtorch; then
    not_built ''
    return
  fi
  key=$(key_of_build)
  if [[ $(fact key) == "$key" ]]; then
    [[ ! -e $out/$library ]] || return 0
    # What did not compile is not tried with every build, but again after a while: the disk may have been full.
    if [[ -n $(fact reason) && -n $(find "$out/$facts" -mmin -10) ]]; then
      printf 'build.sh: %s (%s)\n' "$(fact reason)" "$(fact remedy)" >&2
      return 1
    fi
  fi
  if missing_tool; then
    not_built ''
    return
  fi
  build_now "$key"
}

while [[ $# -gt 0 ]]; do
  case $1 in
    --find) mode=find ;;
    --out | --beside | --root)
      [[ $# -ge 2 && -n $2 ]] || usage
      case $1 in
        --out) mode=build out=$2 ;;
        --beside) beside=${2%/} ;;
        --root) root=${2%/} ;;
      esac
      shift
      ;;
    *) usage ;;
  esac
  shift
done

case $mode in
  find)
    if ! find_libtorch; then
      printf 'reason=%s\nremedy=%s\n' "$reason" "$remedy"
      exit 1
    fi
    printf 'libtorch=%s\nlib=%s\nversion=%s\nfrom=%s\n' "$libtorch" "$lib" "$version" "$from"
    ;;
  build) build ;;
  *) usage ;;
esac
