"""The server under measurement and the load generator, for tests/load/bench.py."""
import http.client
import json
import os
import pathlib
import platform
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from ports import free_port  # noqa: E402

ROOT = pathlib.Path(__file__).parent.parent.parent.resolve()
HELLO = "/api/v1/bench_hello"


def described_machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return {
        "machine": f"{os.cpu_count()} cores, {cpu}",
        "commit": subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True).stdout.strip(),
        "date": time.strftime("%Y-%m-%d"),
        "load_average_at_start": round(os.getloadavg()[0], 1),
    }


class Server:
    def __init__(self, options, folder, learners, *more, days_ahead=0):
        self.more = more
        self.build, self.data, self.port = options.build, folder / "data", free_port()
        self.learners, self.seconds, self.next_sequence = learners, options.seconds, 1
        self.clock = ["--days-ahead", str(days_ahead)]
        self.cookies = self.data / "cookies"  # of those who ask

    def __enter__(self):
        started = time.monotonic()
        self.process = subprocess.Popen(
            [self.build / "tests/load/bench_server", "--data", self.data, "--port", str(self.port), "--learners", str(self.learners),
             *self.clock, *self.more],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=open(self.data.with_name("log"), "a"))
        while not self.is_up():
            if self.process.poll() is not None:
                raise RuntimeError("the server does not start")
            time.sleep(0.01)
        self.start_s = time.monotonic() - started
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(120)

    def is_up(self):
        try:
            return self.ask("/healthz")[0] == 200
        except OSError:
            return False

    def ask(self, path, cookie=""):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Cookie": cookie})
        reply = connection.getresponse()
        return reply.status, reply.read()

    def start_load(self, *arguments, seconds=None, connections=64):
        return subprocess.Popen(
            [self.build / "tests/load/bench_load", "--port", str(self.port), "--connections", str(connections),
             "--seconds", str(seconds or self.seconds), "--cookies", self.cookies, *self.course(),
             "--first-sequence", str(self.next_sequence), *self.clock, *map(str, arguments)], stdout=subprocess.PIPE, text=True)

    def course(self):
        file = self.data / "course"
        return ["--course", file] if file.exists() else []  # officers answer nothing

    def finish_load(self, process):
        measured = json.loads(process.communicate()[0])
        if measured["failed"] or measured["refused"]:
            raise RuntimeError(str(measured))
        self.next_sequence = max(self.next_sequence, measured["next_sequence"])
        return measured

    def load(self, *arguments, **shape):
        return self.finish_load(self.start_load(*arguments, **shape))

    def resident_mb(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return round(int(line.split()[1]) / 1024)

    def processor_s(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def disk_traffic(self):
        """Bytes read from and written to the disk since the start: what lay in memory already is not counted as read."""
        counted = dict(line.split(": ") for line in pathlib.Path(f"/proc/{self.process.pid}/io").read_text().splitlines())
        return int(counted["read_bytes"]), int(counted["write_bytes"])

    def read_through(self):
        """Brings the database into the kernel's memory, which may have given it up while the store was filled."""
        with open(self.data / "binhdanhoc.sqlite", "rb", buffering=0) as file:
            while file.read(2**24):
                pass

    def disk_bytes(self):
        return sum(each.stat().st_size for each in self.data.glob("binhdanhoc.sqlite*"))
