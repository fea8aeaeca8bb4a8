"""Several servers of one PostgreSQL database, each its own process with its own data folder, and people who use them."""
import base64
import hashlib
import hmac
import http.client
import json
import pathlib
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from ports import free_port  # noqa: E402

ROOT = pathlib.Path(__file__).parent.parent.parent.resolve()
OFFICER_PASSWORD = "trà xanh buổi sớm"
PASSWORD = "bếp lửa nhà sàn"
COMMUNE = "05551"
STALE_MAX_S = 2.0  # what docs/operations.md promises


def totp(secret):
    """RFC 6238 with SHA-1, 30 s, 6 digits."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def within(seconds, what):
    """How long until what() is true, in seconds; fails when that takes too long."""
    started = time.monotonic()
    while not what():
        if time.monotonic() - started > seconds:
            raise AssertionError(f"not within {seconds} s")
        time.sleep(0.02)
    return time.monotonic() - started


class Server:
    def __init__(self, binary, database, folder, name, *flags):
        self.binary, self.database, self.name, self.flags = binary, database, name, flags
        self.data = pathlib.Path(folder) / name
        self.port = free_port()
        self.log = pathlib.Path(folder) / f"{name}.log"
        self.process = None

    def launch(self):
        self.process = subprocess.Popen(
            [self.binary, "serve", "--port", str(self.port), "--data", self.data, "--database", self.database, "--log-level", "info", *self.flags],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=open(self.log, "a"))

    def wait_until_ready(self):
        def is_ready():
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} does not start: " + self.log.read_text()[-2000:])
            try:
                return self.exchange("GET", "/readyz")[0] == 200
            except OSError:
                return False
        return within(60, is_ready)

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(60)
        return self.process.returncode if self.process else None

    def events(self, name):
        return [json.loads(line) for line in self.log.read_text().splitlines() if f'"event":"{name}"' in line]

    def exchange(self, method, path, body=None, cookie=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": cookie} if cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body=None if body is None else json.dumps(body), headers=headers)
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), raw


class Person:
    """Somebody with a cookie, who may ask any server."""

    def __init__(self):
        self.cookie = None

    def ask(self, server, method, path, body=None):
        status, headers, raw = server.exchange(method, path, body, self.cookie)
        if "Set-Cookie" in headers:
            cookie = headers["Set-Cookie"].split(";")[0]
            self.cookie = None if cookie.endswith("=") else cookie
        try:
            return status, json.loads(raw) if raw else None
        except ValueError:
            return status, raw.decode(errors="replace")

    def join(self, server, login):
        status, reply = self.ask(server, "POST", "/api/v1/accounts", {
            "unit_code": COMMUNE, "join_token": None, "target_group": "citizen", "full_name": "Lường Thị Lan", "login": login,
            "password": PASSWORD, "birth_year": 1970, "address_form": "co", "simple_mode": False,
            "consents": [{"purpose": "learning", "version": "2026-11"}], "guardian": None})
        assert status == 201, (status, reply)
        self.account = reply["account_id"]
        self.device, self.sequence = str(uuid.uuid4()), 0
        return self

    def sign_in(self, server, login, password, code=None):
        return self.ask(server, "POST", "/api/v1/sessions", {"login": login, "password": password, "totp": code})

    def event(self, item, response):
        self.sequence += 1
        return {"device": self.device, "sequence": self.sequence, "item": item, "item_version": 1, "context": "lesson",
                "response": response, "answered_at": int(time.time() * 1000), "took_ms": 3000}


class Cluster:
    """A fresh database, and two servers that begin at the same time on it while it is still empty."""

    def __init__(self, binary, postgres, *flags):
        self.folder = tempfile.TemporaryDirectory(prefix="bdh-peers-")
        self.binary = pathlib.Path(binary).resolve()
        name = f"bdh_peers_{uuid.uuid4().hex[:12]}"
        subprocess.run(["psql", "-q", f"{postgres} dbname=postgres", "-c", f"CREATE DATABASE {name}"], check=True)
        self.database = f"{postgres} dbname={name}"
        self.a, self.b = (Server(self.binary, self.database, self.folder.name, each, *flags) for each in ("a", "b"))

    def __enter__(self):
        for server in (self.a, self.b):
            server.launch()
        for server in (self.a, self.b):
            server.wait_until_ready()
        return self

    def __exit__(self, *_):
        for server in (self.a, self.b):
            server.stop()
        self.folder.cleanup()

    def command(self, *arguments, stdin=None):
        done = subprocess.run([self.binary, *arguments, "--data", pathlib.Path(self.folder.name) / "commands", "--database", self.database,
                               "--log-level", "warn"], cwd=ROOT, input=stdin, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{arguments}: {done.stderr}")
        return done.stdout

    def fill(self):
        """Units and an officer, by commands while both servers work; how long until both know of the units, in seconds."""
        self.command("units", "import", "plans/units/thai-nguyen-hai-phong.csv")
        self.command("account", "create", "canbo", "--name", "Hoàng Thị Mận", "--birth-year", "1985", "--unit", COMMUNE, "--role",
                     "unit_officer", stdin=OFFICER_PASSWORD + "\n")
        return max(within(STALE_MAX_S, lambda: self.knows_units(each)) for each in (self.a, self.b))

    def sql(self, statement):
        done = subprocess.run(["psql", "-qAt", "-F", "\t", self.database, "-c", statement], check=True, capture_output=True, text=True)
        return [line.split("\t") for line in done.stdout.splitlines() if line]

    def knows_units(self, server):
        status, _, raw = server.exchange("GET", f"/api/v1/units/{COMMUNE}")
        return status == 200 and re.search("Kim Phượng", raw.decode()) is not None
