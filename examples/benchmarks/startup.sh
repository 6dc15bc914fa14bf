#!/usr/bin/env bash
# What does the agent add between the start of a JVM and its main?
#
# A hello-world is started plain and with the agent in turns, on each JDK from 17 up that is found. Timed from outside,
# from just before the launcher is started until the process has ended; Hello halts as soon as it has greeted, so no
# shutdown is in the time, and what the shell's own fork costs is in both. The first two turns are dropped: they fill
# the file cache. The output of both must be the same, byte by byte.
#
# Usage: startup.sh [--turns N] [--agent JAR] [JDK home ...]      needs bash 5; build the project first
# Ends with status 1 when an output differs, 2 when something is missing. The targets are printed, not enforced.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
agent=$here/../../agent/target/nowait.jar
classes=$here/target/classes
main=io.nowait.examples.benchmarks.Hello
turns=20
homes=()
while (($#)); do
    case $1 in
        --turns) turns=${2:?--turns needs a number} && shift 2 ;;
        --agent) agent=${2:?--agent needs a file} && shift 2 ;;
        -*) echo "$1 is unknown: allowed are --turns N, --agent JAR and JDK homes" >&2 && exit 2 ;;
        *) homes+=("$1") && shift ;;
    esac
done
if [[ ! $turns =~ ^[1-9][0-9]*$ ]]; then
    echo "--turns $turns: allowed are whole numbers from 1 up" >&2
    exit 2
fi
if [[ ! ${EPOCHREALTIME:-} ]]; then
    echo "bash $BASH_VERSION has no EPOCHREALTIME: bash 5 is needed" >&2
    exit 2
fi
for file in "$agent" "$classes/${main//.//}.class"; do
    if [[ ! -r $file ]]; then
        echo "$file is missing: build the project first" >&2
        exit 2
    fi
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The feature release of the JDK at $1, or nothing.
feature() {
    [[ -x $1/bin/java && -r $1/release ]] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Where systems keep their JDKs, each named once, with its release before it.
find_homes() {
    local name home release
    {
        for name in $(compgen -e JAVA_HOME || true); do
            echo "${!name}"
        done
        printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
            "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home
    } | while read -r home; do
        release=$(feature "$home") && [[ $release ]] && ((release >= 17)) && echo "$(cd "$home" && pwd -P)"
    done | sort -u
}

# Runs Hello once with the given JVM arguments; appends the milliseconds to $1.times, leaves its output in $1.out, $1.err.
turn() {
    local name=$1 began ended
    shift
    began=$EPOCHREALTIME
    "$java" "$@" -cp "$classes" "$main" >"$scratch/$name.out" 2>"$scratch/$name.err"
    ended=$EPOCHREALTIME
    echo $(((${ended//[.,]/} - ${began//[.,]/}) / 10)) >>"$scratch/$name.times"
}

# The median of the hundredths of milliseconds in the file $1, without the first two, in milliseconds.
median() {
    tail -n +3 "$1" | sort -n | LC_ALL=C awk '{ time[NR] = $1 }
        END { printf "%.1f", (time[int((NR + 1) / 2)] + time[int(NR / 2) + 1]) / 200 }'
}

target() {
    case $1 in
        17) echo 120 ;;
        25) echo 160 ;;
        *) echo - ;;
    esac
}

if ((${#homes[@]} == 0)); then
    mapfile -t homes < <(find_homes)
fi
status=0
echo "hello-world, from launch to main, ms; medians of $turns in turns"
printf '%-4s %8s %8s %8s %8s  %-8s %s\n' JDK plain nowait adds target '' home
for home in "${homes[@]}"; do
    if ! release=$(feature "$home") || [[ ! $release ]]; then
        echo "$home is no JDK" >&2
        exit 2
    fi
    java=$home/bin/java
    rm -f "$scratch"/*
    for ((i = 0; i < turns + 2; i++)); do
        turn plain
        turn nowait "-javaagent:$agent"
        for stream in out err; do
            if ! cmp -s "$scratch/plain.$stream" "$scratch/nowait.$stream"; then
                echo "JDK $release ($home): std$stream differs under the agent:" >&2
                diff "$scratch/plain.$stream" "$scratch/nowait.$stream" >&2 || true
                status=1
                continue 3
            fi
        done
    done
    plain=$(median "$scratch/plain.times")
    nowait=$(median "$scratch/nowait.times")
    adds=$(LC_ALL=C awk "BEGIN { printf \"%.1f\", $nowait - $plain }")
    target=$(target "$release")
    verdict=$(LC_ALL=C awk "BEGIN { print \"$target\" == \"-\" ? \"\" : $adds <= \"$target\" + 0 ? \"met\" : \"NOT MET\" }")
    printf '%-4s %8s %8s %8s %8s  %-8s %s\n' "$release" "$plain" "$nowait" "$adds" "$target" "$verdict" "$home"
done
exit $status
