#!/usr/bin/env python3
"""Runs every test there is and sums what each runner counted; the last line is `N passed, M failed`.

Called by ./dev test, which has built everything. --fast leaves out chaos, the browser and the fuzzers; --fuzz-seconds N sets
how long each fuzzer runs (10). `offline` runs only what shows learning without network, --times N of it in a row (3);
`valley` of it only the week in a valley without signal, which is quick enough for --times 100."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parent.parent.resolve()
BUILD = ROOT / "build/test"
POSTGRES_BIN = pathlib.Path("/usr/lib/postgresql/15/bin")

passed, failed, failures = 0, 0, []
counted_at = time.time()


def step(text):
    print(f"\n== {text}", flush=True)


def count(runner, ok, bad, names=(), seconds=None):
    """seconds: since the last count, where one runner follows the other."""
    global passed, failed, counted_at
    passed += ok
    failed += bad
    failures.extend(f"{runner}: {name}" for name in names)
    print(f"   {runner}: {ok} passed, {bad} failed ({seconds or time.time() - counted_at:.0f} s)", flush=True)
    counted_at = time.time()


class Postgres:
    """A server of its own in a temporary folder, as a user that is not root, reachable by a socket file only."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bdh-postgres-"))
        self.user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        data = self.folder / "data"
        subprocess.run([POSTGRES_BIN / "initdb", "-D", data, "-A", "trust", "-U", "bdh", "--encoding=UTF8", "--locale=C.UTF-8"],
                       check=True, stdout=subprocess.DEVNULL, **self.as_user())
        # Durability is not what these runs test, and a throw-away server need not wait for the disk.
        self.server = subprocess.Popen(
            [POSTGRES_BIN / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", "-c", "fsync=off",
             "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=100"],
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "log", "w"), **self.as_user())
        self.address = f"host={self.folder} user=bdh"
        for _ in range(100):
            if subprocess.run([POSTGRES_BIN / "pg_isready", "-q", "-h", self.folder]).returncode == 0:
                return self
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL does not start: " + (self.folder / "log").read_text())

    def as_user(self):
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": self.folder} if self.user else {}

    def __exit__(self, *_):
        self.server.send_signal(signal.SIGINT)
        self.server.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


def run_cpp(postgres):
    step("C++ tests, on SQLite and PostgreSQL")
    environment = os.environ | {
        "BDH_TEST_POSTGRES": postgres.address,
        "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1", "UBSAN_OPTIONS": "print_stacktrace=1",
    }
    per_engine = {"sqlite": 0, "postgres": 0}

    def run(binary):
        report = BUILD / f"{binary.name}.json"
        report.unlink(missing_ok=True)
        begun = time.time()
        done = subprocess.run([binary, f"--gtest_output=json:{report}", "--gtest_brief=1"], env=environment, capture_output=True, text=True)
        return binary, report, done, time.time() - begun

    # Side by side, the long ones first: each has folders and databases of its own.
    binaries = sorted((each for each in BUILD.glob("server/**/*_tests") if each.is_file()), key=lambda each: -each.stat().st_size)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        ended = [each.result() for each in concurrent.futures.as_completed([side_by_side.submit(run, binary) for binary in binaries])]
    for binary, report, done, seconds in ended:
        if not report.exists():
            count(binary.name, 0, 1, ["ended without a report"], seconds)
            print(done.stdout[-4000:], done.stderr[-8000:])
            continue
        result = json.loads(report.read_text())
        bad = []
        for suite in result["testsuites"]:
            for case in suite["testsuite"]:
                engine = re.search(r"/(sqlite|postgres)$", case["name"])
                if engine:
                    per_engine[engine.group(1)] += 1
                if case.get("failures"):
                    bad.append(f"{suite['name']}.{case['name']}")
        if done.returncode != 0 and not bad:
            bad.append(f"ended with {done.returncode}")
        count(binary.name, result["tests"] - len(bad), len(bad), bad, seconds)
        if bad:
            print(done.stdout[-6000:], done.stderr[-8000:])
    if per_engine["postgres"] < per_engine["sqlite"] or per_engine["sqlite"] == 0:
        count("engines", 0, 1, [f"fewer cases on PostgreSQL than on SQLite: {per_engine}"])
    else:
        count("engines", 1, 0)
        print(f"   {per_engine['sqlite']} cases on SQLite, {per_engine['postgres']} on PostgreSQL")


def run_python(name, *arguments):
    run_counted(name, sys.executable, *arguments)


def run_counted(name, *command):
    """Runs a program of ours that ends with `N passed, M failed`."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    said = re.findall(r"^(\d+) passed, (\d+) failed$", done.stdout, re.M)
    if not said:
        count(name, 0, 1, ["ended without counting"])
        print(done.stdout[-4000:], done.stderr[-4000:])
        return
    ok, bad = map(int, said[-1])
    if done.returncode != 0 and bad == 0:
        bad = 1
    count(name, ok, bad, [line for line in done.stdout.splitlines() if line.startswith("FAILED")])
    if bad:
        print(done.stdout[-6000:], done.stderr[-4000:])


def run_journeys(postgres):
    step("Journeys against the real binary")
    for engine in ("sqlite", "postgres"):
        arguments = ["tests/journeys/run.py", "build/release/binhdanhoc"]
        if engine == "postgres":
            arguments += ["--database", postgres.address]
        run_python(f"journeys on {engine}", *arguments)
        # With Debian's own Python, which has the packages that ./dev installs for it.
        run_counted(f"campaigns on {engine}", "/usr/bin/python3", "tests/journeys/campaigns.py", *arguments[1:])


def run_chaos():
    step("Chaos: kills, power cuts, broken disks and clocks, bad clients, PostgreSQL going away")
    run_python("chaos", "tests/chaos/run.py", "build/release/binhdanhoc")


def run_peers(postgres):
    step("Two servers on one PostgreSQL, alone and behind nginx")
    for script in ("run.py", "rolling_restart.py"):
        run_python(f"peers, {script}", f"tests/peers/{script}", "build/release/binhdanhoc", "--database", postgres.address)


def run_authoring():
    step("Authors' commands against the real binary")
    run_python("authoring", "tests/authoring/run.py", "build/release/binhdanhoc")


def run_marker():
    step("The marker: the server's objects and the WebAssembly, response by response")
    cases = ROOT / "build/marker.cases"
    packs = sorted(str(each.parent) for each in (ROOT / "packs").glob("*/pack.yaml"))
    subprocess.run([BUILD / "tests/marker/marker_cases", cases, *packs], check=True)
    run_counted("marker", "node", "tests/marker/compare.mjs", "build/release/marker.wasm", cases)


def run_web():
    step("Web unit tests")
    report = ROOT / "build/vitest.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(["npx", "vitest", "run", "--reporter=json", f"--outputFile={report}"], cwd=ROOT / "web",
                          capture_output=True, text=True)
    if not report.exists():
        count("vitest", 0, 1, ["ended without a report"])
        print(done.stdout[-4000:], done.stderr[-4000:])
        return
    result = json.loads(report.read_text())
    bad = [test["fullName"] for file in result["testResults"] for test in file["assertionResults"] if test["status"] == "failed"]
    # A file that does not load has no test that failed.
    bad += [file["name"] for file in result["testResults"] if file["status"] == "failed" and not file["assertionResults"]]
    count("vitest", result["numPassedTests"], len(bad), bad)
    if bad:
        print(done.stdout[-4000:], done.stderr[-4000:])
    checked = subprocess.run(["npm", "run", "--silent", "check"], cwd=ROOT / "web", capture_output=True, text=True)
    count("svelte-check", int(checked.returncode == 0), int(checked.returncode != 0), [] if checked.returncode == 0 else ["types"])
    if checked.returncode != 0:
        print(checked.stdout[-4000:], checked.stderr[-2000:])


def run_browser(name="playwright", *arguments):
    step("Browser tests in Chromium" + (f": {name}" if arguments else ""))
    report = ROOT / "build/playwright.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(["npx", "playwright", "test", "--config", "../tests/browser/playwright.config.ts", *arguments], cwd=ROOT / "web",
                          env=os.environ | {"PLAYWRIGHT_JSON_OUTPUT_NAME": str(report)}, capture_output=True, text=True)
    if not report.exists():
        count("playwright", 0, 1, ["ended without a report"])
        print(done.stdout[-6000:], done.stderr[-4000:])
        return
    result = json.loads(report.read_text())
    stats = result["stats"]
    bad = stats["unexpected"] + stats["flaky"]
    if stats["expected"] == 0 or (done.returncode != 0 and bad == 0):
        bad += 1
    count(name, stats["expected"], bad, failed_in(result) or ["see above"] if bad else [])
    if bad:
        print(done.stdout[-12000:], done.stderr[-4000:])


def failed_in(report):
    """Each browser test that failed, with the first lines of why: often all that is seen of a run elsewhere."""
    why = []

    def look_into(suite):
        for inner in suite.get("suites", []):
            look_into(inner)
        for spec in suite.get("specs", []):
            for result in (each for test in spec["tests"] for each in test["results"] if each["status"] not in ("passed", "skipped")):
                text = re.sub(r"\x1b\[[0-9;]*m", "", result.get("error", {}).get("message", result["status"]))
                why.append(f"{spec['file']}: {spec['title']}\n    " + "\n    ".join(text.splitlines()[:12]))

    for suite in report["suites"]:
        look_into(suite)
    return why


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("part", nargs="?", choices=["offline", "valley"])
    options.add_argument("--fast", action="store_true")
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--fuzz-seconds", type=int, default=10)
    options = options.parse_args()
    started = time.time()
    if options.part == "offline":
        run_marker()
        run_offline(options.times, "offline_trouble", "offline_tasks", "offline_full", "offline_versions")
        return finish(started)
    if options.part == "valley":
        run_repeated("a valley without signal", options.times, "offline_valley")
        return finish(started)
    with Postgres() as postgres:
        run_cpp(postgres)
        run_journeys(postgres)
        run_peers(postgres)
    run_authoring()
    run_marker()
    run_web()
    if not options.fast:
        run_chaos()
        run_browser()
        run_offline(options.times - 1)  # once it has run among the others
        step("Fuzzers")
        run_python("fuzzers", "tests/fuzz/run.py", "--seconds", str(options.fuzz_seconds))
    return finish(started)


def run_offline(times, *more):
    run_repeated("days without network", times, "offline_days", "offline_valley", "shared_phone", *more)


def run_repeated(name, times, *files):
    if times > 0:
        run_browser(name, *files, f"--repeat-each={times}", "--workers=1")


def finish(started):
    print(f"\n{time.time() - started:.0f} s")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
