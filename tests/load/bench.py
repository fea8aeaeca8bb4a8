#!/usr/bin/env python3
"""Measures the release server on this machine and prints one JSON object; docs/performance.md keeps what it said.

./dev bench answers | rank | pages | dashboards | growth | nightly [--json] [--seconds S] [--rounds N]

The server (tests/load/bench_server.cpp) and the load generator (tests/load/bench_load.cpp) share the machine's cores, so a
figure is what both get out of it together, and what is compared is measured in turns in the same run: ratios are medians of
the rounds' ratios. Everything is stored in a SQLite file in a temporary folder on disk, synchronous=FULL."""
import argparse
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bench_dashboards import dashboards  # noqa: E402
from bench_parts import answers, growth, nightly, pages, rank  # noqa: E402
from bench_server import described_machine  # noqa: E402

PARTS = {"answers": answers, "rank": rank, "pages": pages, "dashboards": dashboards, "growth": growth, "nightly": nightly}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("part", nargs="?", choices=PARTS, default="answers")
    options.add_argument("--json", action="store_true", help="on one line")
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--learners", type=int, help="how many people the store holds")
    options.add_argument("--answers", type=float, default=1e6, help="growth: up to how many answers")
    options.add_argument("--units", type=int, default=2000, help="dashboards: of the province")
    options.add_argument("--keep", type=pathlib.Path, help="dashboards: a folder whose store is kept, and used when it is there")
    options.add_argument("--only", nargs="*", help="dashboards: requests by name")
    options = options.parse_args()
    options.build = options.build.resolve()
    with tempfile.TemporaryDirectory(prefix="bdh-bench-") as folder:
        result = described_machine() | {"part": options.part} | PARTS[options.part](options, pathlib.Path(folder))
    print(json.dumps(result, indent=None if options.json else 1, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
