#!/usr/bin/env bash
# Makes pairs of real runs of the same build and gates each pair: no pair may report a regression.
#
#   tests/gate-real-pairs.sh [PAIRS] [LAUNCHES]     default: 5 pairs, 5 launches a side; about 6 minutes on two quiet processors
#
# Launches of the two sides alternate, so that a machine that changes slowly changes for both. PAIRS_DIR keeps the runs; else they go with the script.
# Prints one line a pair; exit code 1 when a pair reports a regression, 2 when runs or the gate do not work.
set -euo pipefail

pairs=${1:-5}
launches=${2:-5}
models=${PAIRS_MODELS:-resnet18,mobilenet_v3_small,mobilenet_v3_large}
frameworks=${PAIRS_FRAMEWORKS:-onnxruntime}
threshold=${PAIRS_THRESHOLD:-5%}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
suite=$root/benchmarks/bin/Release/net10.0/InferenceBench

if [ -n "${PAIRS_DIR:-}" ]; then
    work=$PAIRS_DIR
    rm -rf "$work"/pair-*
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

dotnet build -c Release -v q --nologo "$root/benchmarks" > "$work/build.log" || { tail -n 20 "$work/build.log" >&2; exit 2; }
echo "$pairs pairs × 2 sides × $launches launches of $models: about $((pairs * launches * 2 * 7 / 60 + 1)) minutes"
start=$SECONDS
regressed=0

measure() {
    "$suite" --filter '*' --models "$models" --frameworks "$frameworks" --devices cpu --duration 1s --warmup 500ms --power-source none \
        --results-dir "$1" > "$work/run.log" 2>&1 || { echo "a run failed:" >&2; tail -n 20 "$work/run.log" >&2; exit 2; }
}

for pair in $(seq "$pairs"); do
    for launch in $(seq "$launches"); do
        # Which side goes first alternates, too.
        if ((launch % 2)); then sides="base diff"; else sides="diff base"; fi
        for side in $sides; do
            measure "$work/pair-$pair/$side/$launch"
        done
    done

    code=0
    "$suite" gate --base "$work/pair-$pair/base" --diff "$work/pair-$pair/diff" --threshold "$threshold" > "$work/gate-$pair.txt" 2>&1 || code=$?
    echo "pair $pair: exit $code: $(tail -n 1 "$work/gate-$pair.txt")"
    case $code in
        0) ;;
        1) regressed=$((regressed + 1)); cat "$work/gate-$pair.txt" ;;
        *) cat "$work/gate-$pair.txt" >&2; exit 2 ;;
    esac
done

echo "$regressed of $pairs pairs of one build report a regression; $((SECONDS - start)) s"
[ "$regressed" -eq 0 ]
