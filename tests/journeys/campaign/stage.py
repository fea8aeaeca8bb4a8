"""The real server on a day of our choosing, and people who use it over HTTP. The clock is the chaos tests' shim (LD_PRELOAD):
the program itself has no such door."""
import base64
import datetime
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import uuid

HERE = pathlib.Path(__file__).parent.resolve()
ROOT = HERE.parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/chaos"))
from faults import Faults  # noqa: E402
from product import Client, Server  # noqa: E402

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
PASSWORD = "nương chè sáng sớm"
DRAFTS_WAIT_S = 60  # the jobs look at the clock every second


def expect(holds, why):
    if not holds:
        raise AssertionError(why)


def same(there, wanted, what):
    expect(there == wanted, f"{what}: {there!r}, counted {wanted!r}")


def short(value):
    return json.dumps(value, ensure_ascii=False)[:500]


class Stage:
    """One database, one server, one clock. Commands run by the same clock."""

    def __init__(self, binary, database, name):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix=f"bdh-journey-{name}-"))
        data = self.scratch / "data"
        data.mkdir()
        self.faults = Faults(self, data)
        if database:
            base = f"bdh_journey_{name}_{uuid.uuid4().hex[:8]}"
            subprocess.run(["psql", "-q", f"{database} dbname=postgres", "-c", f"CREATE DATABASE {base}"], check=True)
            database = f"{database} dbname={base}"
        self.server = Server(pathlib.Path(binary).resolve(), data, database=database, environment=self.faults.environment)
        self.people = {}

    def close(self):
        try:
            self.server.stop()
        finally:
            Server.kill_all()
            shutil.rmtree(self.scratch, ignore_errors=True)

    def now(self):
        return time.time() + self.faults.get("clock_offset_ms") / 1000

    def now_ms(self):
        return int(self.now() * 1000)

    def today(self):
        return datetime.datetime.fromtimestamp(self.now(), VIETNAM).date().isoformat()

    def turn_to(self, day, hour=9, minute=0):
        """From now on it is that day, at that time in Việt Nam."""
        wanted = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(hour, minute), VIETNAM)
        self.faults.set(clock_offset_ms=int((wanted.timestamp() - time.time()) * 1000))

    def run(self, *arguments, stdin=None, fails=False):
        done = subprocess.run([self.server.binary, *arguments, *self.server.arguments()], cwd=ROOT, input=stdin,
                              env=os.environ | self.server.environment, capture_output=True, text=True)
        expect((done.returncode != 0) == fails, f"{arguments} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def add_account(self, login, name, unit, role):
        self.run("account", "create", login, "--name", name, "--birth-year", "1985", "--unit", unit, "--role", role, stdin=PASSWORD + "\n")
        self.people[login] = Visitor(self, login, needs_code=role not in ("coach", "learner"))
        return self.people[login]


class Visitor:
    """One person with a browser. An officer's session ends by itself, so whoever is shown out signs in again."""

    def __init__(self, stage, login, needs_code=False, cookie=None):
        self.stage, self.login, self.needs_code, self.secret = stage, login, needs_code, None
        self.client = Client(stage.server.port, cookie)

    def ask(self, method, path, body=None, headers=None):
        try:
            status, reply = self.client.ask(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):  # the server closes a connection that was idle for long
            status, reply = self.client.ask(method, path, body, headers)
        if status in (401, 403) and isinstance(reply, dict) and reply.get("code") in ("sign_in_required", "session_locked", "session_expired"):
            self.sign_in()
            status, reply = self.client.ask(method, path, body, headers)
        return status, reply

    def get(self, path, status=200):
        return self.need(status, "GET", path)

    def post(self, path, body=None, status=201):
        return self.need(status, "POST", path, {} if body is None else body)

    def put(self, path, body, status=200):
        return self.need(status, "PUT", path, body)

    def need(self, status, method, path, body=None):
        seen, reply = self.ask(method, path, body)
        expect(seen == status, f"{self.login} {method} {path} {json.dumps(body, ensure_ascii=False)[:300]}: {seen} {short(reply)}")
        return reply

    def refused(self, code, method, path, body=None):
        status, reply = self.ask(method, path, body)
        expect(400 <= status < 500 and isinstance(reply, dict) and reply.get("code") == code,
               f"{self.login} {method} {path} {short(body)}: {status} {short(reply)}, wanted {code}")

    def upload(self, path, name, raw, status=201, fields=()):
        edge = "canh-hoa-dao"
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields]
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + raw + b"\r\n")
        seen, reply = self.ask("POST", path, b"".join(parts) + f"--{edge}--\r\n".encode(),
                               {"Content-Type": f"multipart/form-data; boundary={edge}"})
        expect(seen == status, f"{self.login} upload {path}: {seen} {reply}")
        return reply

    def download(self, path):
        """The bytes of a file; the client of the chaos tests only knows text."""
        self.get("/api/v1/me")
        connection = http.client.HTTPConnection("127.0.0.1", self.stage.server.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": self.client.cookie})
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        expect(answer.status == 200, f"{self.login} GET {path}: {answer.status} {raw[:300]}")
        return raw

    def sign_in(self):
        self.client.close()
        self.client.cookie = None
        body = {"login": self.login, "password": PASSWORD, "totp": self.code() if self.secret else None}
        status, reply = self.client.ask("POST", "/api/v1/sessions", body)
        expect(status == 200, f"{self.login} signs in: {status} {reply}")
        self.keep_cookie()
        if self.needs_code and not self.secret:
            self.secret = self.client.ask("POST", "/api/v1/me/totp", {})[1]["secret"]
            status, reply = self.client.ask("POST", "/api/v1/me/totp/confirmation", {"code": self.code()})
            expect(status == 200, f"{self.login} sets up the second factor: {status} {reply}")
            self.keep_cookie()

    def keep_cookie(self):
        cookie = self.client.headers.get("Set-Cookie")
        if cookie:
            self.client.cookie = cookie.split(";")[0]

    def code(self):
        """RFC 6238 by the server's clock."""
        key = base64.b32decode(self.secret + "=" * (-len(self.secret) % 8))
        digest = hmac.new(key, struct.pack(">Q", int(self.stage.now()) // 30), hashlib.sha1).digest()
        start = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
