"""The real server under test, and a plain HTTP client for it."""
import http.client
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from ports import free_port  # noqa: E402

HERE = pathlib.Path(__file__).parent.resolve()
ROOT = HERE.parent.parent
COMMUNE = "05551"
START_S = 180  # how long a start may take on a slow, busy machine


class Client:
    """One keep-alive connection. ask() raises OSError or HTTPException when it breaks; the next ask() opens a new one."""

    def __init__(self, port, cookie=None, timeout=30):
        self.port, self.cookie, self.timeout = port, cookie, timeout
        self.connection = None

    def ask(self, method, path, body=None, headers=None):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sent = {"Content-Type": "application/json"} if body is not None else {}
        if self.cookie:
            sent["Cookie"] = self.cookie
        try:
            raw = json.dumps(body).encode() if body is not None and not isinstance(body, bytes) else body
            self.connection.request(method, path, raw, sent | (headers or {}))
            reply = self.connection.getresponse()
            text = reply.read()
            if reply.will_close:
                self.close()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        self.headers = reply.headers
        try:
            return reply.status, json.loads(text) if text else None
        except ValueError:
            return reply.status, text.decode(errors="replace")

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None


class Server:
    """binhdanhoc on one data folder. Its log goes to a file beside the folder and is shown when it does not start."""

    launched = []  # every process of this run, so that none outlives it
    logs = set()   # and where each wrote
    # So that the log is copied into the file every few commits, whatever goes wrong meanwhile.
    serve_options = ["--checkpoint-pages", "100"]

    def __init__(self, binary, data, database=None, environment=None, options=(), files=None):
        self.binary, self.data, self.database = binary, pathlib.Path(data), database
        self.environment, self.options, self.files = environment or {}, list(options), files
        self.port = free_port()
        self.log = self.data.parent / (self.data.name + ".log")
        self.process = None
        self.supervisor = None
        self.revived = 0

    def arguments(self):
        common = ["--data", str(self.data), "--log-level", "warn"]
        return common + (["--database", self.database] if self.database else [])

    def command(self, *arguments, stdin=None):
        return subprocess.run([self.binary, *arguments, *self.arguments()], cwd=ROOT, input=stdin, capture_output=True, text=True)

    def must(self, *arguments, stdin=None):
        done = self.command(*arguments, stdin=stdin)
        if done.returncode != 0:
            raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def launch(self):
        limit = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (self.files, self.files))) if self.files else None
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([self.binary, "serve", "--port", str(self.port), *self.serve_options,
                                             *self.arguments(), *self.options], cwd=ROOT,
                                            env=os.environ | self.environment, stdout=subprocess.DEVNULL, stderr=log, preexec_fn=limit)

        Server.launched.append(self.process)
        Server.logs.add(self.log)

    @classmethod
    def sanitizer_report(cls):
        """The first report of a sanitizer in any log since the last call, or nothing."""
        texts = [log.read_text(errors="replace") for log in cls.logs if log.exists()]
        cls.logs.clear()
        found = [text[place.start():place.start() + 4000] for text in texts
                 if (place := re.search(r"(WARNING|ERROR): \w+Sanitizer|runtime error:", text))]
        return found[0] if found else None

    @classmethod
    def kill_all(cls):
        for process in cls.launched:
            if process.poll() is None:
                process.kill()
                process.wait()
        cls.launched.clear()

    def start(self):
        """Starts and waits for /healthz; returns how many seconds that took."""
        started = time.monotonic()
        self.launch()
        while time.monotonic() < started + START_S:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}: {self.tail()}")
            if self.is_healthy():
                return time.monotonic() - started
            time.sleep(0.01)
        raise AssertionError(f"the server does not start: {self.tail()}")

    def is_healthy(self):
        try:
            return Client(self.port, timeout=5).ask("GET", "/healthz")[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def supervise(self):
        """What systemd does with Restart=on-failure: one that ended by itself, and not in order, is started again."""
        self.watching = True

        def watch():
            while self.watching:
                if self.process.poll() not in (None, 0):
                    self.revived += 1
                    self.launch()
                time.sleep(0.2)
        self.supervisor = threading.Thread(target=watch, daemon=True)
        self.supervisor.start()

    def kill(self):
        self.leave_alone()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def leave_alone(self):
        if self.supervisor:
            self.watching = False
            self.supervisor.join()
            self.supervisor = None

    def stop(self):
        self.leave_alone()
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("the server does not stop within a minute of SIGTERM")
        return self.process.returncode if self.process else None

    def tail(self, size=3000):
        return self.log.read_text(errors="replace")[-size:] if self.log.exists() else ""

    def logged(self, event):
        return self.log.read_text(errors="replace").count(f'"event":"{event}"') if self.log.exists() else 0

    def resident_mb(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024

    @property
    def sqlite(self):
        return self.data / "binhdanhoc.sqlite"


class World:
    """What scenarios share: the binary, a scratch folder, and a data folder with units and learners who joined."""

    def __init__(self, binary, learners):
        self.binary, self.learners = binary, learners
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="bdh-chaos-"))
        self.count = 0
        try:
            self.start_with()
        except BaseException:
            self.close()
            raise

    def start_with(self):
        server = Server(self.binary, self.scratch / "template")
        self.cookies, self.items = populate(server, self.learners)
        server.stop()

    def fresh_data(self):
        self.count += 1
        data = self.scratch / f"data-{self.count}"
        shutil.copytree(self.scratch / "template", data)
        return data

    def close(self):
        Server.kill_all()
        shutil.rmtree(self.scratch, ignore_errors=True)


def join_body(login, version="2026-11"):
    return {"unit_code": COMMUNE, "join_token": None, "target_group": "citizen", "full_name": "Người thử", "login": login,
            "password": "thử cho thật kỹ", "birth_year": 1980, "address_form": "ban", "simple_mode": False,
            "consents": [{"purpose": "learning", "version": version}], "guardian": None}


def populate(server, learners):
    """Migrates, imports units, starts the server, lets learners join. Returns their cookies and the items of level 1."""
    server.must("migrate")
    server.must("units", "import", "plans/units/thai-nguyen-hai-phong.csv")
    server.start()
    client = Client(server.port)
    version = client.ask("GET", "/api/v1/consent_texts")[1]["purposes"][0]["version"]
    cookies = []
    for number in range(learners):
        status, reply = client.ask("POST", "/api/v1/accounts", join_body(f"nguoithu{number}", version))
        if status != 201:
            raise RuntimeError(str(reply))
        cookies.append(client.headers["Set-Cookie"].split(";")[0])
    return cookies, items_of(client, cookies[0])


def items_of(client, cookie):
    client.cookie = cookie
    status, programmes = client.ask("GET", "/api/v1/programmes")
    if status != 200:
        raise RuntimeError(str(programmes))
    items = []
    for lesson in lesson_ids(programmes):
        status, page = client.ask("GET", f"/api/v1/lessons/{lesson}")
        if status != 200:
            continue
        for item in page["items"]:
            items += [{"item": item["id"], "item_version": item["version"], "response": response} for response in responses_to(item)]
        if len(items) > 150:
            break
    return items


def lesson_ids(value):
    if isinstance(value, dict):
        if "title" in value and "status" in value and "id" in value:
            yield value["id"]
        for each in value.values():
            yield from lesson_ids(each)
    elif isinstance(value, list):
        for each in value:
            yield from lesson_ids(each)


def responses_to(item):
    if item["type"] == "single_choice":
        return [[option["key"]] for option in item["options"]]
    if item["type"] == "multiple_choice":
        return [[option["key"]] for option in item["options"]]
    if item["type"] == "true_false_set":
        return [["true"] * len(item["statements"]), ["false"] * len(item["statements"])]
    return []
