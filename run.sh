#!/usr/bin/env bash
# Sets up what is missing, builds what changed, and starts the suite.
#
#   ./run.sh ARGS...                     the suite with ARGS; alone: the default benchmark
#   ./run.sh test [ARGS...]              builds and runs all tests; ARGS go to the test programs (-class '*Name*')
#   ./run.sh bundle --out DIR [--rid linux-x64|linux-arm64|all]
#                                        packs a folder for machines without SDK and network
#
# Everything this script itself says goes to standard error: standard output belongs to the suite.
set -euo pipefail

root=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
app_project=$root/benchmarks/InferenceBench.csproj
app=$root/benchmarks/bin/Release/net10.0/InferenceBench
state_dir=$root/benchmarks/obj
shims=$root/frameworks/native
dotnet=
# What the build says when it wanted to fetch ONNX Runtime and could not.
no_npm='npm client is not installed'

say() { printf 'run.sh: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 2
}

# --- Set-up -------------------------------------------------------------------------------------------------------

# apt_install WHY PACKAGE...: 1 when this machine's package sources do not have the packages; ends the script when they cannot be installed.
apt_install() {
  apt_get_packages fail "$@"
}

# apt_offer WHY PACKAGE...: the same for what the suite can do without: says so, and 1.
apt_offer() {
  apt_get_packages say "$@"
}

apt_get_packages() {
  local give_up=$1 why=$2 command log
  shift 2
  command -v apt-get >/dev/null || return 1
  if ! apt_has "$@" && [[ $EUID -eq 0 ]]; then
    apt-get update -qq >/dev/null 2>&1 || say "apt-get update failed; going on with the package lists that are there"
  fi
  apt_has "$@" || return 1

  command=(apt-get install -y --no-install-recommends "$@")
  if [[ $EUID -ne 0 ]]; then
    command=(sudo "${command[@]}")
    if ! command -v sudo >/dev/null; then
      "$give_up" "$* is missing: $why. As root: ${command[*]:1}"
      return 1
    elif [[ ! -t 0 || ! -t 2 ]]; then
      "$give_up" "$* is missing: $why. Run: ${command[*]}"
      return 1
    fi
    local answer
    read -r -p "run.sh: $* is missing: $why. Run '${command[*]}'? [y/N] " answer
    if [[ $answer != [yY]* ]]; then
      "$give_up" "not installed. To do it yourself: ${command[*]}"
      return 1
    fi
  fi

  say "installing $*: $why"
  log=$(mktemp)
  if ! DEBIAN_FRONTEND=noninteractive "${command[@]}" </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    "$give_up" "'${command[*]}' failed; its last lines are above"
    return 1
  fi
  rm -f "$log"
}

apt_has() {
  local package
  for package in "$@"; do
    [[ $(LC_ALL=C apt-cache policy "$package" 2>/dev/null) =~ Candidate:\ [^\(] ]] || return 1
  done
}

# Sets $dotnet to an SDK that global.json accepts; 1 when there is none.
find_sdk() {
  local candidate
  for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-/none}/dotnet" "${HOME:-/none}/.dotnet/dotnet" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
    if [[ -x $candidate ]] && (cd "$root" && "$candidate" --version) >/dev/null 2>&1; then
      dotnet=$(readlink -f -- "$candidate")
      return
    fi
  done
  return 1
}

require_sdk() {
  find_sdk && return
  apt_install "the suite is built with the .NET 10 SDK" dotnet-sdk-10.0 && find_sdk && return
  fail "the .NET 10 SDK is missing and this machine's package sources do not have dotnet-sdk-10.0." \
    "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (a copy in ~/.dotnet is found), then run this again"
}

# The apphost looks for the runtime in DOTNET_ROOT and in the system's folder, not beside a dotnet on PATH.
use_runtime_of() {
  local folder
  folder=$(dirname -- "$1")
  if [[ -d $folder/host/fxr ]]; then
    export DOTNET_ROOT=$folder
  fi
}

# The frameworks libtorch and tensorrt are C++ shims that are built on whatever libtorch and TensorRT are here. Without them the suite runs and says "not built".
# A library that the user names is the one to mend, not one to add another to.
require_libtorch() {
  local tool missing=()
  for tool in cmake g++ make; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  # OpenBLAS in its OpenMP form: the other one keeps threads of its own beside libtorch's, and the two take the processors from each other.
  if [[ -z ${LIBTORCH-} ]] && ! "$shims/torch/build.sh" --find >/dev/null 2>&1; then
    missing+=(libtorch-dev libopenblas0 libopenblas0-openmp)
  fi
  offer_once libtorch "${missing[@]}"
}

# Only where there is a GPU, and where the package sources have it: NVIDIA's own, and those of a Jetson.
require_tensorrt() {
  if has_gpu && [[ -z ${TENSORRT-} ]] && ! "$shims/tensorrt/build.sh" --find >/dev/null 2>&1; then
    offer_once tensorrt libnvinfer-dev libnvonnxparsers-dev
  fi
}

# offer_once FRAMEWORK PACKAGE...: who says no is not asked again.
offer_once() {
  local framework=$1 declined=$state_dir/$1.declined
  shift
  if [[ $# -gt 0 && ! -e $declined ]] && ! apt_offer "the $framework framework is built on it (the suite runs without)" "$@" && [[ -t 0 && -t 2 ]]; then
    echo "remove this file to be asked about $* again" >"$declined"
  fi
}

has_gpu() {
  [[ -e /proc/driver/nvidia || -e /dev/nvidia0 || -e /dev/nvhost-gpu || -e /dev/nvmap || ${INFERENCEBENCH_GPU-} == 1 ]]
}

# --- Build --------------------------------------------------------------------------------------------------------

# What a build depends on, as one hash: every source file by path, time and size (so a deleted one counts), the feeds, and the
# environment that chooses native libraries.
source_state() {
  local variable
  {
    for variable in ONNXRUNTIME_LIBRARY TENSORFLOW_LIBRARY LIBTORCH TENSORRT INFERENCEBENCH_GPU OnnxRuntimeSource OnnxRuntimeGpu \
      TorchSharpSource TorchSharpCuda TorchSharpVersion TorchSharpLibtorchVersion \
      TensorFlowNetSource TensorFlowNetVersion TensorFlowRedistVersion; do
      printf '%s=%s\n' "$variable" "${!variable-}"
    done
    if has_gpu; then
      echo 'GPU'
    fi
    # A libtorch or TensorRT that came, went or was replaced.
    find /usr/lib/*/libtorch_cpu.so* "${LIBTORCH:-/none}"/lib/libtorch_cpu.so* /usr/lib/*/libnvinfer.so* /usr/include/{,*-linux-gnu/}NvInfer.h \
      "${TENSORRT:-/none}"/lib/libnvinfer.so* -maxdepth 0 -printf '%p %T@ %s\n' 2>/dev/null || true
    find "$root" -maxdepth 1 -type f \( -name 'Directory.*' -o -name global.json -o -iname nuget.config -o -name .editorconfig \
      -o -name '*.sln' \) -printf '%p %T@ %s\n'
    find "${HOME:-/none}/.nuget/NuGet" -maxdepth 1 -type f -printf '%p %T@ %s\n' 2>/dev/null || true
    find "$@" -type d \( -name bin -o -name obj -o -name BenchmarkDotNet.Artifacts \) -prune -o -type f -printf '%p %T@ %s\n'
  } | LC_ALL=C sort | sha256sum | cut -d ' ' -f 1
}

# dotnet_quiet LOG ARGS...: runs the SDK in the root (global.json is looked up from there), all output to LOG.
dotnet_quiet() {
  local log=$1
  shift
  # No build server stays behind: it would share the processors with what is measured, and hold the lock's descriptor.
  (cd "$root" && DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    "$dotnet" "$@" -nologo --disable-build-servers -v minimal </dev/null >"$log" 2>&1 9>&-)
}

show_build_errors() {
  grep -E ': (fatal )?error |^error ' "$1" | sort -u | head -n 40 >&2 || tail -n 40 "$1" >&2
}

# up_to_date NAME OUTPUT STATE: the stamp holds the state that was built, the SDK that built it, and whether all could be fetched.
up_to_date() {
  local stamp=$state_dir/$1.stamp built_state='' built_with='' fetched=''
  if [[ -x $2 && -r $stamp ]]; then
    { read -r built_state && read -r built_with && read -r fetched; } <"$stamp" || true
  fi
  [[ $built_state == "$3" && -x $built_with ]] || return 1
  # What could not be fetched may be there later; but to try at every start would cost seconds each.
  if [[ $fetched != all ]]; then
    [[ -n $(find "$stamp" -mmin -10) ]] || return 1
    [[ $fetched != *"$no_npm"* ]] || ! command -v npm >/dev/null || return 1
  fi
  dotnet=$built_with
}

# build NAME OUTPUT PROJECT FOLDER...: builds the project when something in the folders changed since the last time.
build() {
  local name=$1 output=$2 project=$3 state
  shift 3
  state=$(source_state "$@")
  if ! up_to_date "$name" "$output" "$state"; then
    require_sdk
    mkdir -p "$state_dir" 2>/dev/null || true
    [[ -w $state_dir ]] || fail "cannot write $state_dir: build as the user who owns the checkout"
    require_libtorch
    require_tensorrt
    exec 9>"$state_dir/run.lock"
    flock 9
    # Another start may have built it while this one waited, and a file may have been saved meanwhile.
    state=$(source_state "$@")
    up_to_date "$name" "$output" "$state" || build_now "$name" "$project" "$state"
    exec 9>&-
  fi
  use_runtime_of "$dotnet"
}

build_now() {
  local name=$1 project=$2 state=$3 log=$state_dir/$1.log notices no_news=' nothing '
  say "building (a minute or two the first time)"
  rm -f "$state_dir/$name.stamp"
  compile "$project" "$log"
  if grep -q "$no_npm" "$log" \
    && apt_install "ONNX Runtime is not on the NuGet feeds; it is then fetched from the npm registry" npm; then
    compile "$project" "$log"
  fi

  # INFB1..: a framework is left out; that stays until the tree, the feeds or its libraries change. Without a GPU TensorRT (INFB103) is no news.
  if ! has_gpu && [[ -z ${TENSORRT-} ]]; then
    no_news='INFB103'
  fi
  grep -oE 'warning INFB1[0-9]+: .*' "$log" | grep -vF "$no_news" | sed -E 's/ \[[^]]*\]$//; s/^warning [^:]*: //' | sort -u | while read -r notice; do say "$notice"; done || true
  notices=$(grep -oE 'warning INFB0[0-9]+: .*|ONNX Runtime runs on the CPU only: .*' "$log" | sed -E 's/ \[[^]]*\]$//' | sort -u || true)
  [[ -z $notices ]] || say "$notices"
  printf '%s\n%s\n%s\n' "$state" "$dotnet" "${notices:-all}" >"$state_dir/$name.stamp"
}

compile() {
  if ! dotnet_quiet "$2" build "$1" -c Release; then
    show_build_errors "$2"
    fail "the build failed; the whole output is in $2"
  fi
}

# --- Tests --------------------------------------------------------------------------------------------------------

run_tests() {
  local suite program results total_passed=0 total_failed=0 total_skipped=0 interrupted=0
  build test "$root/tests/Unit/bin/Release/net10.0/InferenceBench.Tests.Unit" "$root/Benchmarks.sln" \
    "$root/benchmarks" "$root/frameworks" "$root/diagnosers" "$root/tests"
  results=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$results'" EXIT
  trap 'interrupted=1' INT TERM
  for suite in Unit Integration; do
    program=$root/tests/$suite/bin/Release/net10.0/InferenceBench.Tests.$suite
    run_suite "$suite" "$program" "$results/$suite.xml" "$@"
  done

  printf '%d passed, %d failed, %d skipped\n' "$total_passed" "$total_failed" "$total_skipped"
  [[ $total_failed -eq 0 && $total_passed -gt 0 ]]
}

# Adds one program's counts to the totals. A program that dies, or that has nothing to run, counts as a failed test.
run_suite() {
  local suite=$1 program=$2 xml=$3 exit_code=0 summary passed failed errors skipped
  shift 3
  "$program" -noColor "$@" -xml "$xml" || exit_code=$?
  if [[ $interrupted -ne 0 ]]; then
    say "interrupted"
    exit 130
  fi

  summary=$(grep -m 1 -o '<assembly [^>]*>' "$xml" 2>/dev/null || true)
  passed=$(count_of passed "$summary")
  failed=$(count_of failed "$summary")
  errors=$(count_of errors "$summary")
  skipped=$(count_of skipped "$summary")
  failed=$((failed + errors))
  if [[ $exit_code -ne 0 && $failed -eq 0 ]]; then
    say "the $suite tests ended with exit code $exit_code and no failed test: the program crashed"
    failed=1
  elif [[ $((passed + failed + skipped)) -eq 0 && $# -eq 0 ]]; then
    say "the $suite tests ran no test"
    failed=1
  fi
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
  total_skipped=$((total_skipped + skipped))
}

# count_of NAME ELEMENT: an attribute's number, 0 when it is not there.
count_of() {
  local number
  number=$(grep -o " $1=\"[0-9]*\"" <<<"$2" | tr -cd '0-9' || true)
  echo "${number:-0}"
}

# --- Bundle -------------------------------------------------------------------------------------------------------

bundle() {
  local out='' rid=all rids
  while [[ $# -gt 0 ]]; do
    case $1 in
      --out | --rid)
        [[ $# -ge 2 ]] || fail "bundle: $1 needs a value"
        if [[ $1 == --out ]]; then out=$2; else rid=$2; fi
        shift 2
        ;;
      *) fail "bundle: unknown argument '$1'; use: bundle --out DIR [--rid linux-x64|linux-arm64|all]" ;;
    esac
  done
  [[ -n $out ]] || fail "bundle: --out DIR is missing"
  case $rid in
    # The machine's own platform last: the last publish decides which native libraries a later build without restore takes.
    all) rids=(linux-arm64 linux-x64) ;;
    linux-x64 | linux-arm64) rids=("$rid") ;;
    *) fail "bundle: --rid is '$rid'; known are linux-x64, linux-arm64 and all" ;;
  esac

  require_sdk
  use_runtime_of "$dotnet"
  mkdir -p -- "$out" "$state_dir" 2>/dev/null || fail "bundle: cannot create '$out'; choose another --out"
  out=$(cd -- "$out" && pwd)
  [[ -w $out ]] || fail "bundle: cannot write '$out'; choose another --out"
  exec 9>"$state_dir/bundle.lock"
  flock 9
  for rid in "${rids[@]}"; do
    bundle_one "$rid" "$out/$rid"
  done
  exec 9>&-
}

bundle_one() {
  local rid=$1 target=$2 stage=$2.partial log=$state_dir/bundle-$1.log form
  # Only what an earlier bundle put there is replaced.
  if [[ -e $target && ! -e $target/InferenceBench.dll ]]; then
    fail "bundle: '$target' exists and is no bundle; remove it or choose another --out"
  fi

  say "packing $rid (about a minute)"
  rm -rf -- "$stage"
  form=self-contained
  if ! publish "$rid" "$stage" "$log" --self-contained true; then
    # Some feeds hold no runtime for other processors than their own.
    if ! grep -Eq 'NU110[0-9].*Microsoft\.NETCore\.App\.(Runtime|Host)\.' "$log"; then
      show_build_errors "$log"
      fail "bundle: publishing $rid failed; the whole output is in $log"
    fi
    form="framework-dependent: the feeds hold no .NET runtime for $rid, so the target needs the .NET 10 runtime"
    if ! publish "$rid" "$stage" "$log" --self-contained false -p:UseAppHost=false; then
      show_build_errors "$log"
      fail "bundle: publishing $rid failed; the whole output is in $log"
    fi
  fi

  install -m 755 "$root/benchmarks/bundle/run.sh" "$stage/run.sh"
  # The shims fit one libtorch and one TensorRT: the bundle's run.sh builds them for those that it meets.
  mkdir -p "$stage/native"
  cp -R -- "$root/frameworks/native/." "$stage/native"
  if [[ -e $root/README.md ]]; then
    install -m 644 "$root/README.md" "$stage/README.md"
  fi
  add_licences "$stage"
  rm -rf -- "$target"
  mv -- "$stage" "$target"
  say "$target is ready ($form); start it with its run.sh"
}

# Licences and notices of all packages in the bundle, by package.
add_licences() {
  local stage=$1 packages package file
  packages=$("$dotnet" nuget locals global-packages --list)
  packages=${packages#*: }
  # The library names of deps.json are PACKAGE/VERSION; the package cache has them in lower case.
  grep -oE '"(runtimepack\.)?[A-Za-z0-9_.-]+/[0-9][^"]*"' "$stage/InferenceBench.deps.json" | tr -d '"' | tr '[:upper:]' '[:lower:]' | sort -u \
    | while read -r package; do
      package=${package#runtimepack.}
      copy_notices "${packages%/}/$package" "$stage/licenses/${package/\//-}"
    done
  for file in "$root"/frameworks/OnnxRuntime.Api/obj/onnxruntime/*/; do
    copy_notices "$file" "$stage/licenses/$(basename -- "$file")"
  done
}

copy_notices() {
  local notices
  mapfile -t notices < <(find "$1" -maxdepth 1 -type f \( -iname 'licen[sc]e*' -o -iname 'notice*' -o -iname 'third*party*' \) 2>/dev/null)
  if [[ ${#notices[@]} -gt 0 ]]; then
    install -D -m 644 -t "$2" -- "${notices[@]}"
  fi
}

# publish RID DIR LOG ARGS...: a build of its own, so that the tree's build stays as it is.
publish() {
  local rid=$1 stage=$2 log=$3
  shift 3
  if [[ $rid == linux-arm64 ]]; then
    set -- "$@" -p:OnnxRuntimeArm64=true
  fi
  dotnet_quiet "$log" publish "$app_project" -c Release -r "$rid" -o "$stage" --artifacts-path "$state_dir/bundle" \
    -p:DisableTransitiveFrameworkReferenceDownloads=true "$@"
}

# ------------------------------------------------------------------------------------------------------------------

case ${1-} in
  test)
    shift
    run_tests "$@"
    ;;
  bundle)
    shift
    bundle "$@"
    ;;
  *)
    build app "$app" "$app_project" "$root/benchmarks" "$root/frameworks" "$root/diagnosers"
    exec "$app" "$@"
    ;;
esac
