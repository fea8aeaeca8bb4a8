#!/usr/bin/env python3
"""Measures the release server on this machine and prints one JSON object; docs/performance.md keeps what it said.

The server and the load generator share the machine's cores, so figures are what both get out of it together. Every run
starts from an empty SQLite database in a temporary folder on disk (synchronous=FULL), with 64 learners who joined."""
import argparse
import http.client
import json
import os
import pathlib
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parent.parent.parent.resolve()
LEARNERS = 64


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, build, data):
        self.binary, self.data, self.port = build / "binhdanhoc", data, free_port()
        self.common = ["--data", str(data), "--log-level", "warn"]

    def command(self, *arguments):
        subprocess.run([self.binary, *arguments, *self.common], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        started = time.monotonic()
        self.process = subprocess.Popen([self.binary, "serve", "--port", str(self.port), *self.common], cwd=ROOT, stdout=subprocess.DEVNULL)
        while True:
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.01)
        self.start_s = time.monotonic() - started
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def ask(self, method, path, body=None, cookie=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Content-Type": "application/json"} | ({"Cookie": cookie} if cookie else {})
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()

    def resident_mb(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return round(int(line.split()[1]) / 1024)


def join_learners(server):
    version = json.loads(server.ask("GET", "/api/v1/consent_texts")[2])["purposes"][0]["version"]
    cookies = []
    for number in range(LEARNERS):
        status, headers, raw = server.ask("POST", "/api/v1/accounts", {
            "unit_code": "05551", "join_token": None, "target_group": "citizen", "full_name": "Người đo", "login": f"nguoido{number}",
            "password": "đo cho thật kỹ", "birth_year": 1980, "address_form": "ban", "simple_mode": False,
            "consents": [{"purpose": "learning", "version": version}], "guardian": None})
        if status != 201:
            raise RuntimeError(raw.decode())
        cookies.append(headers["Set-Cookie"].split(";")[0])
    return cookies


def items_of_first_lesson(server, cookie):
    lesson = json.loads(server.ask("GET", "/api/v1/lessons/bdh-ai-1-01", cookie=cookie)[2])
    items = []
    for item in lesson["items"]:
        if item["type"] == "single_choice":
            items += [{"item": item["id"], "item_version": item["version"], "response": [option["key"]]} for option in item["options"]]
        elif item["type"] == "true_false_set":
            items.append({"item": item["id"], "item_version": item["version"], "response": ["true"] * len(item["statements"])})
        elif item["type"] == "multiple_choice":
            items.append({"item": item["id"], "item_version": item["version"], "response": [item["options"][0]["key"]]})
    return items


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    build = options.build.resolve()
    with tempfile.TemporaryDirectory(prefix="bdh-bench-") as folder:
        folder = pathlib.Path(folder)
        server = Server(build, folder / "data")
        server.command("migrate")
        server.command("units", "import", "plans/units/thai-nguyen-hai-phong.csv")
        with server:
            cookies = join_learners(server)
            (folder / "cookies").write_text("\n".join(cookies))
            (folder / "items").write_text("\n".join(map(json.dumps, items_of_first_lesson(server, cookies[0]))))

            def load(*arguments):
                rounds = [json.loads(subprocess.run(
                    [build / "tests/load/bench_load", "--port", str(server.port), "--connections", "64", "--seconds", str(options.seconds),
                     "--cookies", folder / "cookies", "--items", folder / "items", *arguments],
                    check=True, capture_output=True, text=True).stdout) for _ in range(options.rounds)]
                if any(each["failed"] or each["refused"] for each in rounds):
                    raise RuntimeError(str(rounds))
                return {key: round(statistics.median(each[key] for each in rounds), 2) for key in ("requests_per_s", "answers_per_s", "p50_ms", "p99_ms")}

            result = {
                "machine": f"{os.cpu_count()} cores, {platform.processor() or platform.machine()}",
                "commit": subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip(),
                "date": time.strftime("%Y-%m-%d"),
                "load_average_at_start": os.getloadavg()[0],
                "answers_1": load(),
                "answers_10": load("--batch", "10"),
                "today": load("--path", "/api/v1/today"),
                "rank": load("--path", "/api/v1/rankings/people?scope=commune"),
                "rss_mb": server.resident_mb(),
                "start_s": round(server.start_s, 2),
            }
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
