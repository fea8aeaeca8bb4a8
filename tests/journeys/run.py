#!/usr/bin/env python3
"""Runs the journeys: stories in plain text, told to the real binary over HTTP. They double as examples of the API.

usage: run.py BINARY [--database POSTGRES_ADDRESS] [FILE.http …]

A journey is a text file. Its first line, after `#`, says what it shows. Then requests and what must come back:

    @lan POST /api/v1/sessions               who (a cookie jar of that name), method, path
    {"login": "lan", "password": "…"}        body, as many lines as it takes
    => 200                                   status
    => code login_failed                     the problem's code
    => $.account.name == "Lan"               a value in the reply; also !=, >=, <=, contains, is null, count
    => save id $.account.id                  kept for later as {{id}}

{{totp:secret}} is the code a phone would show now for a kept secret; {{uuid}} is fresh at each use; {{now}} is in ms.
Every journey starts from the same data: the units of two provinces and one officer (canbo / {{officer_password}})."""
import argparse
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

HERE = pathlib.Path(__file__).parent.resolve()
ROOT = HERE.parent.parent
OFFICER_PASSWORD = "trà xanh buổi sớm"


def totp(secret):
    """RFC 6238 with SHA-1, 30 s, 6 digits."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Server:
    def __init__(self, binary, database):
        self.folder = tempfile.TemporaryDirectory(prefix="bdh-journey-")
        self.binary = binary
        self.common = ["--data", self.folder.name, "--log-level", "warn"]
        if database:
            name = f"bdh_journey_{uuid.uuid4().hex[:12]}"
            subprocess.run(["psql", "-q", f"{database} dbname=postgres", "-c", f"CREATE DATABASE {name}"], check=True)
            self.common += ["--database", f"{database} dbname={name}"]
        self.port = free_port()

    def command(self, *arguments, stdin=None):
        done = subprocess.run([self.binary, *arguments, *self.common], cwd=ROOT, input=stdin, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{arguments}: {done.stderr}")
        return done.stdout

    def __enter__(self):
        self.command("migrate")
        self.command("units", "import", "plans/units/thai-nguyen-hai-phong.csv")
        self.command("account", "create", "canbo", "--name", "Hoàng Thị Mận", "--birth-year", "1985", "--unit", "05551", "--role", "unit_officer",
                     stdin=OFFICER_PASSWORD + "\n")
        self.process = subprocess.Popen([self.binary, "serve", "--port", str(self.port), *self.common], cwd=ROOT,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(200):
            try:
                if self.exchange("GET", "/healthz")[0] == 200:
                    return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the server does not start")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.folder.cleanup()

    def exchange(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def find(value, path):
    """$.a.b[0] in a reply; None when it is not there."""
    for step in re.findall(r"\.(\w+)|\[(-?\d+)\]", path):
        try:
            value = value[step[0]] if step[0] else value[int(step[1])]
        except (KeyError, IndexError, TypeError):
            return None
    return value


class Journey:
    def __init__(self, server, path):
        self.server, self.path = server, path
        self.kept = {"officer_password": OFFICER_PASSWORD}
        self.jars = {}

    def fill(self, text):
        def value(match):
            name = match.group(1)
            if name == "uuid":
                return str(uuid.uuid4())
            if name == "now":
                return str(int(time.time() * 1000))
            if name.startswith("totp:"):
                return totp(self.kept[name[5:]])
            return str(self.kept[name])
        return re.sub(r"\{\{([\w:]+)\}\}", value, text)

    def run(self):
        lines = self.path.read_text().splitlines()
        number = 0
        while number < len(lines):
            line = lines[number]
            start = re.match(r"@(\w+) (GET|POST|PUT|PATCH|DELETE) (\S+)$", line)
            if not start:
                if line.strip() and not line.startswith("#"):
                    raise AssertionError(f"line {number + 1}: neither a request nor an expectation: {line}")
                number += 1
                continue
            number += 1
            body = []
            while number < len(lines) and lines[number].strip() and not lines[number].startswith(("=>", "#", "@")):
                body.append(lines[number])
                number += 1
            reply = self.send(start.group(1), start.group(2), self.fill(start.group(3)), self.fill("\n".join(body)))
            while number < len(lines) and lines[number].startswith("=>"):
                self.expect(number + 1, self.fill(lines[number][2:].strip()), reply)
                number += 1

    def send(self, who, method, path, body):
        headers = {}
        if body:
            headers["Content-Type"] = "application/json"
        if self.jars.get(who):
            headers["Cookie"] = self.jars[who]
        status, seen, raw = self.server.exchange(method, path, body.encode() if body else None, headers)
        cookie = seen.get("Set-Cookie", "").split(";")[0]
        if cookie:
            self.jars[who] = "" if cookie.endswith("=") else cookie
        try:
            value = json.loads(raw) if raw else None
        except ValueError:
            value = raw.decode(errors="replace")
        return status, value

    def expect(self, line, text, reply):
        status, value = reply

        def fail(why):
            raise AssertionError(f"line {line}: {text}: {why}\n  reply {status}: {json.dumps(value, ensure_ascii=False)[:1500]}")

        if re.fullmatch(r"\d{3}", text):
            if status != int(text):
                fail(f"status is {status}")
        elif text.startswith("code "):
            if find(value, "$.code") != text[5:]:
                fail(f"code is {find(value, '$.code')}")
        elif text.startswith("save "):
            _, name, path = text.split()
            self.kept[name] = find(value, path)
            if self.kept[name] is None:
                fail("nothing there")
        else:
            path, operator, wanted = re.fullmatch(r"(\$\S*) (==|!=|>=|<=|contains|is|count) (.+)", text).groups()
            there = find(value, path)
            wanted = None if wanted == "null" else json.loads(wanted)
            holds = {"==": lambda: there == wanted, "is": lambda: there is wanted, "!=": lambda: there != wanted,
                     ">=": lambda: there is not None and there >= wanted, "<=": lambda: there is not None and there <= wanted,
                     "contains": lambda: wanted in there, "count": lambda: len(there) == wanted}[operator]()
            if not holds:
                fail(f"it is {json.dumps(there, ensure_ascii=False)}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("binary")
    options.add_argument("--database")
    options.add_argument("files", nargs="*")
    options = options.parse_args()
    files = [pathlib.Path(name) for name in options.files] or sorted(HERE.glob("*.http"))
    passed, failed = 0, 0
    for path in files:
        with Server(pathlib.Path(options.binary).resolve(), options.database) as server:
            try:
                Journey(server, path).run()
                passed += 1
            except Exception as problem:  # whatever went wrong, the other journeys still run
                failed += 1
                print(f"FAILED {path.name}: {problem}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
