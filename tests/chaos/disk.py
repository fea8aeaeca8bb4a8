"""Disks that are full, read-only, broken or slow: clear answers while it lasts, and work goes on by itself afterwards."""
import contextlib
import os
import random
import statistics
import subprocess
import time

from checks import Sqlite, check_rankings, check_store, expect
from faults import BROKEN_DISK, FULL, Faults
from load import Load
from product import Client, Server, join_body

REFUSED = (503, "storage_unavailable")


def prepared(world, seed):
    data = world.fresh_data()
    faults = Faults(world, data)
    server = Server(world.binary, data, environment=faults.environment)
    server.start()
    return server, faults, Load(server, world.cookies, world.items, seed)


def concluded(world, server, load):
    load.finish()
    expect(not load.faults, f"{load.faults[:3]}")
    unknown = set(load.refusals) - {REFUSED, (503, "server_busy")}
    expect(not unknown, f"refused in other words than {REFUSED}: {unknown}")
    server.stop()
    check_store(Sqlite(server.sqlite, world.scratch), load.learners, finished=True)
    server.start()
    check_rankings(Sqlite(server.sqlite, world.scratch), server.port, load.learners)
    server.stop()


def check_what_still_works(server, cookie):
    """Who reads, reads; who errs, hears of the error and not of the disk; who writes, is told to come again."""
    client = Client(server.port, cookie)
    for path in ("/api/v1/today", "/api/v1/me/rewards", "/api/v1/rankings/people?scope=commune", "/healthz"):
        status, reply = client.ask("GET", path)
        expect(status == 200, f"{path} while nothing can be written: {status} {reply}")
    for body, wanted in ((b"{", 400), (b'{"events": []}', 400), (b'{"events": [], "x": 1}', 400)):
        status, reply = client.ask("POST", "/api/v1/answers", body)
        expect(status == wanted, f"a client's mistake while nothing can be written: {status} {reply}")
    status, reply = client.ask("POST", "/api/v1/accounts", join_body("nguoimuon"))
    expect((status, reply.get("code")) == REFUSED and client.headers["Retry-After"], f"joining while nothing can be written: {status} {reply}")


def cannot_write(world, seed, error):
    """Under load, again and again, each time in another state of the log: the disk refuses, then works again."""
    dice = random.Random(seed)
    server, faults, load = prepared(world, seed)
    load.start()
    for turn in range(4):
        load.wait_for(load.acknowledged_count() + 200)
        before = sum(load.refusals.values())
        if error == FULL and turn % 2:
            faults.set(full_after_kib=dice.randrange(1, 400))  # runs full in the middle of something
        elif error == BROKEN_DISK:
            faults.set(fsync_errno=error)
        else:
            faults.set(write_errno=error)
        deadline = time.monotonic() + 60
        while sum(load.refusals.values()) < before + 20:
            expect(time.monotonic() < deadline, "the disk refuses, and nobody is told")
            time.sleep(0.01)
        if turn == 0:
            check_what_still_works(server, world.cookies[0])
        faults.clear()
    load.wait_for(load.acknowledged_count() + 200)  # by itself
    load.stop()
    if error != BROKEN_DISK:
        starting_without_room(server, faults, error)
    concluded(world, server, load)
    return f"{sum(load.refusals.values())} requests told {REFUSED[1]}, {load.acknowledged_count()} answers acknowledged"


def starting_without_room(server, faults, error):
    """A server killed and started on such a disk serves or says why not; once the disk works it starts."""
    server.kill()
    faults.set(write_errno=error)
    server.launch()
    deadline = time.monotonic() + 60
    while server.process.poll() is None and not server.is_healthy() and time.monotonic() < deadline:
        time.sleep(0.05)
    if server.process.poll() is not None:
        expect("binhdanhoc: SQLite" in server.tail(400), f"it ended without a reason: {server.tail(400)}")
    else:
        server.kill()
    faults.clear()
    server.start()


def tmpfs(world, seed):
    """A file system that is truly full, where this machine lets us mount one; the index in shared memory meets it too."""
    place = world.scratch / "small-disk"
    place.mkdir()
    if os.getuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place], capture_output=True).returncode != 0:
        return "left out: this user may not mount; the shim's full disk was tried"
    with contextlib.ExitStack() as undo:
        undo.callback(subprocess.run, ["umount", "-l", place])
        data = place / "data"
        subprocess.run(["cp", "-r", world.scratch / "template", data], check=True)
        server = Server(world.binary, data)
        server.log = world.scratch / "small-disk.log"
        server.start()
        undo.callback(server.kill)
        load = Load(server, world.cookies, world.items, seed)
        load.start()
        for _ in range(3):
            load.wait_for(load.acknowledged_count() + 200)
            with open(place / "ballast", "wb", buffering=0) as ballast, contextlib.suppress(OSError):
                while True:
                    ballast.write(bytes(4096))
            before = sum(load.refusals.values())
            deadline = time.monotonic() + 60
            while sum(load.refusals.values()) < before + 20:
                # The log is reused from its beginning as long as that is possible, so a full disk may go unnoticed for long.
                if time.monotonic() > deadline:
                    break
                time.sleep(0.01)
            (place / "ballast").unlink()
        load.wait_for(load.acknowledged_count() + 200)
        concluded(world, server, load)
        told = f"{sum(load.refusals.values())} requests told {REFUSED[1]}, {load.acknowledged_count()} answers acknowledged"
    return told


def slow(world, seed):
    """Half a second for each fsync: answers come late but come, and who only reads does not wait for the disk."""
    server, faults, load = prepared(world, seed)
    faults.set(fsync_delay_ms=500)
    with load:
        client, times = Client(server.port, world.cookies[0]), []
        until = time.monotonic() + 5
        while time.monotonic() < until:
            started = time.monotonic()
            status, reply = client.ask("GET", "/api/v1/today")
            times.append(time.monotonic() - started)
            expect(status == 200, f"{status} {reply}")
            time.sleep(0.02)
        load.wait_for(200)
    expect(not load.refusals, f"refused though the disk was only slow: {load.refusals}")
    reading = statistics.median(times)
    expect(reading < 0.25, f"reading takes {reading:.3f} s: it waits for the disk")
    faults.clear()
    answered, slowest = load.acknowledged_count(), load.slowest_s
    concluded(world, server, load)
    return f"{answered} answers in 5 s, the slowest {slowest:.2f} s, reading {reading * 1000:.1f} ms in the middle"
