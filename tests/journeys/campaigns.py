#!/usr/bin/python3
"""Plays the five source plans, each from its launch to its last report, against the real binary and by its own clock.

usage: campaigns.py BINARY [--database POSTGRES_ADDRESS] [--keep FOLDER] [--plan kp]…

Every figure the server tells (tables, reports, Word, Excel, lists of people) is compared with a count of its own
(campaign/count.py), made from what the journey did. --keep leaves the papers in that folder."""
import argparse
import importlib
import multiprocessing
import pathlib
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).parent.resolve()
sys.path.insert(0, str(HERE / "campaign"))
from papers import check_word_files  # noqa: E402

PLANS = ["cm", "kp", "th", "bs", "hd"]  # the longest first


def play(options, name):
    started = time.monotonic()
    try:
        figures = importlib.import_module(name).play(options)
        return name, figures, time.monotonic() - started, None
    except Exception:  # whatever went wrong, the other journeys still run
        return name, 0, time.monotonic() - started, traceback.format_exc(limit=6)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("binary")
    options.add_argument("--database")
    options.add_argument("--keep", type=pathlib.Path)
    options.add_argument("--plan", dest="plans", action="append", choices=PLANS, help="only this one")
    options = options.parse_args()
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory(prefix="bdh-papers-") as folder:
        options.papers = options.keep or pathlib.Path(folder)
        options.papers.mkdir(parents=True, exist_ok=True)
        with multiprocessing.get_context("spawn").Pool(2) as pool:
            for name, figures, seconds, problem in pool.starmap(play, [(options, name) for name in options.plans or PLANS], chunksize=1):
                print(f"{name}: {figures} figures as counted, {seconds:.0f} s" if problem is None else f"FAILED {name}: {problem}")
                passed, failed = passed + (problem is None), failed + (problem is not None)
        opened, wrong = check_word_files(str(options.papers))
        for problem in wrong:
            print(f"FAILED {problem}")
    passed, failed = passed + opened, failed + len(wrong)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
