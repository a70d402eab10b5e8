#!/bin/sh
# Starts the suite in this folder, from any working directory; needs no SDK, no network and nothing on PATH.
# Results go to the folder 'results' in the working directory unless --results-dir says otherwise.
set -eu

PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
self=$0
if [ -L "$self" ] && command -v readlink >/dev/null; then
  self=$(readlink -f -- "$self")
fi
case $self in
  */*) here=$(CDPATH='' cd -- "${self%/*}" && pwd) ;;
  *) here=$(pwd) ;;
esac

# The frameworks libtorch and tensorrt stand on shims that fit one version each: they are built for what is here, where that can be done.
case $(uname -m) in
  aarch64) natives=$here/runtimes/linux-arm64/native ;;
  *) natives=$here/runtimes/linux-x64/native ;;
esac
if [ -w "$here" ] && command -v bash >/dev/null && command -v cmake >/dev/null && command -v g++ >/dev/null; then
  for shim in torch tensorrt; do
    build=$here/native/$shim/build.sh
    if [ -x "$build" ] && bash "$build" --find --beside "$here" >/dev/null 2>&1; then
      mkdir -p "$natives"
      bash "$build" --out "$natives" --beside "$here" >&2 || echo "run.sh: the shim of $shim could not be built; doctor says why" >&2
    fi
  done
fi

if [ -x "$here/InferenceBench" ]; then
  exec "$here/InferenceBench" "$@"
fi

for dotnet in "$here/dotnet/dotnet" "${DOTNET_ROOT:-/none}/dotnet" "$(command -v dotnet || true)" "${HOME:-/none}/.dotnet/dotnet" \
  /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
  if [ -x "$dotnet" ]; then
    exec "$dotnet" "$here/InferenceBench.dll" "$@"
  fi
done

echo "run.sh: this folder needs the .NET 10 runtime and none is here: install dotnet-runtime-10.0, or unpack one to $here/dotnet" >&2
exit 2
