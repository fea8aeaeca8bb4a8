#!/usr/bin/env python3
"""Both servers are restarted one after the other, behind nginx and under load, and no request fails.

usage: rolling_restart.py BINARY --database POSTGRES_ADDRESS [--rounds N] [--people N]

nginx is Debian's, in a folder of its own, with packaging/nginx.conf: only addresses and certificates are other ones."""
import argparse
import collections
import http.client
import json
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from servers import ROOT, Cluster, Person, free_port, within  # noqa: E402

DRAIN_S = 5  # as in packaging/binhdanhoc@.service; nginx keeps idle connections for 4
FAIL_TIMEOUT_S = 2  # of packaging/nginx.conf


class Nginx:
    def __init__(self, folder, ports):
        self.folder, self.port = pathlib.Path(folder) / "nginx", free_port()
        self.folder.mkdir()
        site = (ROOT / "packaging/nginx.conf").read_text()
        site = site.replace("127.0.0.1:8080", f"127.0.0.1:{ports[0]}").replace("# server 127.0.0.1:8081", f"server 127.0.0.1:{ports[1]}")
        site = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", site, flags=re.S)  # the redirection to https
        site = re.sub(r"    listen \[::\]:443.*\n", "", site)
        site = re.sub(r"    ssl_.*\n", "", site).replace("listen 443 ssl http2;", f"listen 127.0.0.1:{self.port};")
        assert str(ports[1]) in site and "ssl" not in site
        paths = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.folder / "nginx.conf").write_text(f"daemon off; pid {self.folder}/pid; worker_processes 1; user root;\n"
                                                f"error_log {self.folder}/error.log;\nevents {{ worker_connections 1024; }}\n"
                                                f"http {{\n{paths}{site}}}\n")

    def __enter__(self):
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", self.folder, "-e", self.folder / "error.log", "-c", self.folder / "nginx.conf"])

        def answers():
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/readyz")
                return connection.getresponse().status == 200
            except OSError:
                return False
        within(10, answers)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGQUIT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Load:
    """People who read and answer without pause over connections they keep; every other request changes something."""

    def __init__(self, port, people):
        self.port, self.people, self.stopping = port, people, False
        self.counts, self.failures, self.slowest = collections.Counter(), [], 0.0
        self.acknowledged = collections.Counter()
        self.threads = [threading.Thread(target=self.live, args=(person,)) for person in people]

    def live(self, person):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        number = 0
        while not self.stopping:
            number += 1
            is_answer = number % 2 == 0
            method, path = ("POST", "/api/v1/answers") if is_answer else ("GET", ("/api/v1/today", "/api/v1/me", "/")[number // 2 % 3])
            body = json.dumps({"events": [person.event("bdh-ai-1-01-a", ["b"])]}) if is_answer else None
            started = time.monotonic()
            try:
                connection.request(method, path, body=body, headers={"Cookie": person.cookie, "Content-Type": "application/json"})
                answer = connection.getresponse()
                raw = answer.read()
                self.counts[answer.status] += 1
                if answer.status != 200:
                    self.failures.append(f"{method} {path}: {answer.status} {raw[:200]}")
                elif is_answer:
                    self.acknowledged[person.account] += json.loads(raw)["results"][0]["status"] == "received"
            except (OSError, http.client.HTTPException) as problem:
                self.failures.append(f"{method} {path}: {problem!r}")
                connection.close()
            self.slowest = max(self.slowest, time.monotonic() - started)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping = True
        for thread in self.threads:
            thread.join()


def restart(server):
    """As systemctl restart binhdanhoc@PORT does; how the server behaved on the way out."""
    server.process.send_signal(signal.SIGTERM)
    within(2, lambda: server.exchange("GET", "/readyz")[0] == 503)
    assert server.exchange("GET", "/healthz")[0] == 200, "it drains, and still works"
    code = server.process.wait(60)
    assert code == 0, code
    server.launch()
    server.wait_until_ready()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("binary")
    options.add_argument("--database", required=True)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--people", type=int, default=8)
    options = options.parse_args()
    passed, failed = 0, 0

    def count(is_good, name):
        nonlocal passed, failed
        passed, failed = passed + bool(is_good), failed + (not is_good)
        if not is_good:
            print(f"FAILED {name}")

    with Cluster(options.binary, options.database, "--drain-seconds", str(DRAIN_S)) as cluster:
        cluster.fill()
        people = [Person().join(cluster.a, f"tai{number}") for number in range(options.people)]
        with Nginx(cluster.folder.name, (cluster.a.port, cluster.b.port)) as nginx, Load(nginx.port, people) as load:
            time.sleep(1)
            for _ in range(options.rounds):
                for server in (cluster.a, cluster.b):
                    restart(server)
                    time.sleep(FAIL_TIMEOUT_S + 1)  # until nginx sends it requests again
            load.stopping = True
        print(f"   {sum(load.counts.values())} requests while each server restarted {options.rounds} times, "
              f"{len(load.failures)} failed, slowest {load.slowest:.2f} s")
        count(load.counts[200] > 100 and not load.failures, f"no request fails: {len(load.failures)}: {load.failures[:5]}")
        stored = {int(account): int(answers) for account, answers in cluster.sql("SELECT account_id, COUNT(*) FROM learning_answers GROUP BY account_id")}
        count(stored == dict(load.acknowledged), "every answer that was acknowledged is stored, and no other")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
