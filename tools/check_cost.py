#!/usr/bin/env python3
"""Counts the instructions that an answer and two readings cost (valgrind's callgrind) and fails when they left the committed figures by more than
3 %, in either direction: a gain is committed too, with --write. Clocks drift on a shared machine, instructions do not.

The figures hold for one processor and the C library they were counted with, because that library chooses its routines by the
processor; elsewhere they are shown, not judged."""
import json
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent.resolve()
FIGURES = ROOT / "tests/load/answers_cost.json"
PROGRAMS = ROOT / "build/release/tests/load"
TOLERANCE = 0.03
SHAPES = {
    "instructions_per_answer_1": ("answers_cost", "1", "10"),  # answers a request, requests a learner
    "instructions_per_answer_10": ("answers_cost", "10", "3"),
    "instructions_per_hello": ("reads_cost", "/api/v1/bench_hello", "10"),
    "instructions_per_today": ("reads_cost", "/api/v1/today", "5"),
    "instructions_per_lesson": ("reads_cost", "/api/v1/lessons/bdh-ai-1-01", "5"),
}


def instructions(program, shape, requests):
    with tempfile.TemporaryDirectory(prefix="bdh-cost-", dir="/dev/shm" if pathlib.Path("/dev/shm").exists() else None) as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out", PROGRAMS / program, f"{folder}/data", shape, requests],
            cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        times = int(done.stdout.split()[0])
        total = re.search(r"^totals: (\d+)", pathlib.Path(folder, "out").read_text(), re.M)
        return round(int(total.group(1)) / times)  # "summary" leaves out threads that were running before


def place():
    found = re.search(r"^model name\s*: (.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    return f"{found.group(1) if found else platform.machine()}, {' '.join(platform.libc_ver())}"


def main():
    counted = {name: instructions(*shape) for name, shape in SHAPES.items()}
    if "--write" in sys.argv:
        FIGURES.write_text(json.dumps({"counted_on": place()} | counted, indent=1) + "\n")
        return 0
    committed = json.loads(FIGURES.read_text())
    is_judged = committed["counted_on"] == place()
    if not is_judged:
        print(f"{place()}: the figures were counted on {committed['counted_on']}, so they are shown and not judged")
    failed = False
    for name, count in counted.items():
        if name not in committed:
            print(f"{name}: {count:,} (nothing committed yet: --write)")
            continue
        change = count / committed[name] - 1
        is_far = is_judged and abs(change) > TOLERANCE
        failed = failed or is_far
        print(f"{name}: {count:,} ({change:+.1%} of the committed {committed[name]:,})" + (" TOO FAR; see tools/check_cost.py" if is_far else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
