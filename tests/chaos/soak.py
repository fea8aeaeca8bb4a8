#!/usr/bin/env python3
"""Runs a server at half of what it can do for an hour and watches its memory; backups, readers and sign-ins go on beside.

usage: soak.py BUILD [--minutes 60] [--anon-mb-max 600] [--growth-mb-max 100] [--rate N]

Prints one JSON object; ends with 1 when memory outgrew its bound, a request failed, or anything stored is not as it must be.
Memory is what the process has of its own (RssAnon): pages of the database file that the kernel maps can be taken back at
any time. Growth is counted over the second half of the run: in the first the page caches of SQLite fill, 64 MB for each of
three connections. With a build that has a sanitizer in
it (build/test, build/tsan) the run ends with 1 when that reported anything."""
import argparse
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import threading
import time

from checks import Sqlite, check_counters, expect
from product import ROOT, Client, Server, World

CONNECTIONS = 64
VISITORS = 8  # they only sign in, again and again; each has a limited number of sessions, the oldest goes
SAMPLE_S = 5


def status_mb(process, name):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024


class Generator:
    def __init__(self, build, scratch, server, world):
        self.binary, self.port = build / "tests/load/bench_load", server.port
        (scratch / "cookies").write_text("\n".join(world.cookies[:CONNECTIONS]))
        (scratch / "course").write_text("\n".join(json.dumps(item) for item in world.items))
        self.files = ["--cookies", scratch / "cookies", "--course", scratch / "course"]
        self.next_sequence = 1

    def launch(self, seconds, rate=0, path=None, connections=CONNECTIONS):
        command = [self.binary, "--port", str(self.port), "--connections", str(connections), "--seconds", str(seconds), "--rate", str(rate),
                   "--first-sequence", str(self.next_sequence), *self.files]
        return subprocess.Popen(command + (["--path", path] if path else []), stdout=subprocess.PIPE, text=True)

    def result(self, process):
        said = json.loads(process.communicate()[0])
        self.next_sequence = max(self.next_sequence, said["next_sequence"])
        expect(said["failed"] == 0 and said["refused"] == 0, f"load: {said}")
        return said


def sign_in_now_and_then(server, stopping, faults):
    number = 0
    while not stopping.wait(2):
        number += 1
        status, reply = Client(server.port).ask("POST", "/api/v1/sessions", {"login": f"nguoithu{CONNECTIONS + number % VISITORS}", "password": "thử cho thật kỹ", "totp": None})
        if status != 200:
            faults.append(f"sign-in: {status} {reply}")


def watch(server, world, until, samples, back_up_every_s):
    next_backup = time.monotonic() + back_up_every_s / 2
    backups = 0
    while time.monotonic() < until:
        samples.append((status_mb(server.process, "RssAnon"), status_mb(server.process, "VmRSS")))
        if time.monotonic() > next_backup:
            server.must("backup", str(world.scratch / "soak-copy.sqlite"))
            backups += 1
            next_backup = time.monotonic() + back_up_every_s
        time.sleep(min(SAMPLE_S, max(0.1, until - time.monotonic())))
    return backups


def soak(options, world):
    build = options.build.resolve()
    Server.serve_options = []  # as it is served
    server = Server(build / "binhdanhoc", world.fresh_data(), environment={"TSAN_OPTIONS": "exitcode=66", "ASAN_OPTIONS": "exitcode=66"})
    server.start()
    generator = Generator(build, world.scratch, server, world)
    rate = options.rate or generator.result(generator.launch(5))["requests_per_s"] / 2
    seconds = options.minutes * 60
    loads = [generator.launch(seconds, rate), generator.launch(seconds, rate / 20, "/api/v1/today", 8),
             generator.launch(seconds, rate / 20, "/api/v1/rankings/people?scope=commune", 8)]
    stopping, faults, samples = threading.Event(), [], []
    visitor = threading.Thread(target=sign_in_now_and_then, args=(server, stopping, faults))
    visitor.start()
    try:
        backups = watch(server, world, time.monotonic() + seconds, samples, max(60, seconds / 6))
        answers, today, ranking = map(generator.result, loads)
    finally:
        stopping.set()
        visitor.join()
        for each in loads:
            each.kill()
    code = server.stop()
    expect(not faults, f"{faults[:3]}")
    report_seen = Server.sanitizer_report()
    expect(not report_seen, report_seen)
    expect(code == 0, f"the server ended with {code}: {server.tail(8000)}")
    store = Sqlite(server.sqlite, world.scratch)
    expect(store.integrity() == ["ok"], "integrity_check")
    check_counters(store)
    stored = store.rows("SELECT COUNT(*) FROM learning_answers")[0][0]
    store.close()
    return report(options, rate, samples, backups, stored, answers, today, ranking)


def report(options, rate, samples, backups, stored, answers, today, ranking):
    warm = [anon for anon, _ in samples[len(samples) // 2:]]
    tenth = max(1, len(warm) // 10)
    growth = statistics.median(warm[-tenth:]) - statistics.median(warm[:tenth])
    result = {"commit": subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip(),
              "minutes": options.minutes, "answers_per_s": round(answers["answers_per_s"]), "rate": round(rate), "answers_stored": stored,
              "p50_ms": round(answers["p50_ms"], 2), "p99_ms": round(answers["p99_ms"], 1), "max_ms": round(answers["max_ms"]),
              "today_p99_ms": round(today["p99_ms"], 1), "ranking_p99_ms": round(ranking["p99_ms"], 1), "backups": backups,
              "anon_mb_max": round(max(anon for anon, _ in samples)), "rss_mb_max": round(max(rss for _, rss in samples)),
              "anon_growth_mb": round(growth, 1), "load_average": os.getloadavg()[0]}
    result["within_bounds"] = result["anon_mb_max"] <= options.anon_mb_max and growth <= options.growth_mb_max
    return result


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--rate", type=float, default=0, help="requests a second; without it half of what five seconds at full speed show")
    options.add_argument("--anon-mb-max", type=float, default=600)
    options.add_argument("--growth-mb-max", type=float, default=100)
    options = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    world = World((options.build / "binhdanhoc").resolve(), CONNECTIONS + VISITORS)
    try:
        result = soak(options, world)
    finally:
        world.close()
    print(json.dumps(result, indent=1))
    return 0 if result["within_bounds"] else 1


if __name__ == "__main__":
    sys.exit(main())
