#!/usr/bin/env python3
"""Builds the fuzzers and runs each on its committed corpus, then for --seconds on new inputs. Ends with `N passed, M failed`.

A crash is kept in build/fuzz/crashes; put its input into the corpus with the fix."""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent.parent.resolve()
BUILD = ROOT / "build/fuzz"


def fuzz(binary, seconds, crashes):
    corpus = ROOT / "tests/fuzz/corpus" / binary.name.removesuffix("_fuzz")
    with tempfile.TemporaryDirectory(prefix="bdh-fuzz-") as fresh:  # what it finds is not written into the repository
        return subprocess.run([binary, f"-max_total_time={seconds}", "-rss_limit_mb=2048", "-timeout=10", "-max_len=65536",
                               f"-artifact_prefix={crashes}/{binary.name}-", fresh, corpus],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=10)
    options = options.parse_args()
    if not (BUILD / "build.ninja").exists():
        subprocess.run(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DBDH_FUZZ=ON", "-DCMAKE_CXX_COMPILER=clang++-14"],
                       check=True, stdout=subprocess.DEVNULL)
    built = subprocess.run(["cmake", "--build", BUILD], capture_output=True, text=True)
    if built.returncode != 0:
        print("FAILED to build\n" + built.stdout[-4000:])
        print("0 passed, 1 failed")
        return 1
    crashes = BUILD / "crashes"
    crashes.mkdir(exist_ok=True)
    passed = failed = 0
    binaries = sorted(BUILD.glob("tests/fuzz/*_fuzz"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for binary, done in zip(binaries, pool.map(lambda each: fuzz(each, options.seconds, crashes), binaries)):
            if done.returncode == 0:
                passed += 1
            else:
                failed += 1
                print(f"FAILED {binary.name}\n{done.stderr[-3000:]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
