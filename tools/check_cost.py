#!/usr/bin/env python3
"""Counts the instructions an answer costs (valgrind's callgrind) and fails when they left the committed figures by more than
3 %, in either direction: a gain is committed too, with --write. Clocks drift on a shared machine, instructions do not.

The figures hold for one processor family and Debian 12's libraries; elsewhere they are shown, not judged (--write there makes
a second set of figures only when you commit it on purpose)."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent.resolve()
FIGURES = ROOT / "tests/load/answers_cost.json"
PROGRAM = ROOT / "build/release/tests/load/answers_cost"
TOLERANCE = 0.03
SHAPES = {"instructions_per_answer_1": ("1", "10"), "instructions_per_answer_10": ("10", "3")}  # answers a request, requests a learner


def instructions(batch, requests):
    with tempfile.TemporaryDirectory(prefix="bdh-cost-", dir="/dev/shm" if pathlib.Path("/dev/shm").exists() else None) as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out", PROGRAM, f"{folder}/data", batch, requests],
            cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        answers = int(done.stdout.split()[0])
        total = re.search(r"^totals: (\d+)", pathlib.Path(folder, "out").read_text(), re.M)
        return round(int(total.group(1)) / answers)  # "summary" leaves out threads that were running before


def main():
    counted = {name: instructions(*shape) for name, shape in SHAPES.items()}
    if "--write" in sys.argv:
        FIGURES.write_text(json.dumps(counted, indent=1) + "\n")
        return 0
    committed = json.loads(FIGURES.read_text())
    failed = False
    for name, count in counted.items():
        change = count / committed[name] - 1
        is_far = abs(change) > TOLERANCE
        failed = failed or is_far
        print(f"{name}: {count:,} ({change:+.1%} of the committed {committed[name]:,})" + (" TOO FAR; see tools/check_cost.py" if is_far else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
