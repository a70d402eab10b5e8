# What the build.sh of every shim does alike; they source this file and call shim_main. They set
#
#   source_dir                      their own folder
#   shim                            name of the library: libinferencebench_$shim.so, inferencebench_$shim.txt
#   product                         what the shim is for, also the key of its folder in the text file
#   compile_failed_remedy           what helps when the shim does not compile against the product that was found
#
# and define
#
#   find_product                    sets $found (a folder), $version, $from and what else it likes; or $reason and $remedy, and returns 1
#   facts_of_product                prints KEY=VALUE lines of what was found: for --find, and the shim is built again when one changes
#   files_of_product                prints the files whose change makes the shim out of date
#   cmake_arguments                 prints arguments for CMake, one a line
#   facts_of_build                  prints KEY=VALUE lines of what was built; $1 is CMake's output
#
# shellcheck shell=bash disable=SC2034,SC2154
set -euo pipefail
shopt -s nullglob

library=libinferencebench_$shim.so
facts=inferencebench_$shim.txt
mode='' out='' beside='' root=''
found='' version='' from='' reason='' remedy=''

usage() {
  echo "build.sh: use: build.sh --find | --out DIR [--beside DIR] [--root DIR]" >&2
  exit 2
}

# wheels NAME: folders of that name in the Python installations here, without starting Python: that alone would cost more than a build that has nothing to do.
wheels() {
  local python prefix
  if [[ -n ${VIRTUAL_ENV-} ]]; then
    printf '%s\n' "$VIRTUAL_ENV"/lib/python3*/site-packages/"$1"
  fi
  if [[ -n ${CONDA_PREFIX-} ]]; then
    printf '%s\n' "$CONDA_PREFIX"/lib/python3*/site-packages/"$1"
  fi
  python=$(command -v python3 || true)
  if [[ -z $root && -n $python ]]; then
    prefix=$(dirname -- "$(dirname -- "$(readlink -f -- "$python")")")
    printf '%s\n' "$prefix"/lib/python3*/site-packages/"$1"
  fi
  if [[ -n ${HOME-} ]]; then
    printf '%s\n' "$HOME"/.local/lib/python3*/site-packages/"$1" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/lib/python3*/site-packages/"$1"
  fi
  printf '%s\n' "$root"/usr/local/lib/python3*/{dist,site}-packages/"$1" "$root"/usr/lib/python3*/{dist,site}-packages/"$1"
}

# Everything that the result depends on.
key_of_build() {
  local files
  readarray -t files < <(files_of_product)
  {
    facts_of_product
    printf '%s\n' "${CXX-}" "${CUDA_HOME-}" "${CUDA_PATH-}"
    stat -L -c '%n %s %Y' "${files[@]}"
    cat -- "$source_dir"/*.cpp "$source_dir"/*.h "$source_dir/CMakeLists.txt" "$source_dir/build.sh" "$source_dir/../shim.sh"
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
  write_facts "reason=$reason" "remedy=$remedy" ${found:+"$product=$found" "version=$version"} ${1:+"key=$1"}
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
  local build=$1 log=$2 arguments
  readarray -t arguments < <(cmake_arguments)
  cmake -S "$source_dir" -B "$build" "${arguments[@]}" -DCMAKE_CXX_COMPILER="${CXX:-g++}" >"$log" 2>&1 \
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
  local key=$1 build=$out/build log=$out/build-$shim.log lines
  printf 'building the %s shim against %s %s in %s (about half a minute)\n' "$product" "$product" "$version" "$found"
  rm -rf -- "$build"
  if ! compile "$build" "$log"; then
    reason="not built: the shim does not compile against $product $version in $found: $(first_error "$log")"
    remedy="the whole output is in $log; $compile_failed_remedy"
    not_built "$key"
    exit 1
  fi
  mv -f -- "$build/$library" "$out/$library"
  readarray -t lines < <(facts_of_build "$log")
  write_facts "${lines[@]}" "key=$key"
  rm -rf -- "$build"
}

build() {
  local key
  mkdir -p -- "$out"
  out=$(cd -- "$out" && pwd)
  # Two builds at a time (two configurations) share the folder.
  exec 9>"$out/build.lock"
  flock 9
  if ! find_product; then
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

shim_main() {
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
      if ! find_product; then
        printf 'reason=%s\nremedy=%s\n' "$reason" "$remedy"
        exit 1
      fi
      facts_of_product
      ;;
    build) build ;;
    *) usage ;;
  esac
}
