"""Backups made under load: consistent, found sound by restore --check, brought back by restore, thinned out by age."""
import pathlib
import random
import time

from checks import Sqlite, check_counters, check_rankings, check_store, expect, stored_answers
from faults import DAY_MS, FULL, Faults
from load import Load
from product import Server


def under_load(world, seed):
    server = Server(world.binary, world.fresh_data())
    server.start()
    load = Load(server, world.cookies, world.items, seed)
    copies = []
    with load:
        for turn in range(3):
            load.wait_for(load.acknowledged_count() + 300)
            target = world.scratch / f"copy-{turn}.sqlite"
            began = time.monotonic()
            server.must("backup", str(target))
            copies.append((target, began, time.monotonic()))
    for target, began, ended in copies:
        check_moment(world, target, began, ended, load)
        said = server.must("restore", "--check", str(target))
        expect("undamaged" in said and " 0 differ" in said, said)
        expect(not list(target.parent.glob(target.name + ".*")), "restore --check left something behind")

    refused = server.command("restore", str(copies[0][0]))
    expect(refused.returncode == 1 and "stop the server first" in refused.stderr, f"restored under a running server: {refused}")
    load.finish()
    server.stop()
    check_store(Sqlite(server.sqlite, world.scratch), load.learners, finished=True)
    restore_and_go_on(world, server, load, copies[-1][0])
    damaged(world, server, copies[0][0])
    return f"3 copies while {load.acknowledged_count()} answers came, each of one moment; brought back and gone on with"


def check_moment(world, target, began, ended, load):
    """There is one moment between beginning and end such that the copy holds all answers before and none after it."""
    store = Sqlite(target, world.scratch)
    expect(store.integrity() == ["ok"], "the copy is damaged")
    there = stored_answers(store)
    check_counters(store)
    store.close()
    newest_sent = began
    for learner in load.learners:
        for sequence in there.get(learner.device, {}):
            _, sent_at, _ = learner.acknowledged[sequence]
            expect(sent_at <= ended, "the copy holds an answer sent after it was complete")
            newest_sent = max(newest_sent, sent_at)
    for learner in load.learners:
        for sequence, (_, _, acknowledged_at) in learner.acknowledged.items():
            if acknowledged_at < newest_sent:
                expect(sequence in there.get(learner.device, {}), "the copy holds a later answer and lacks an earlier one")


def restore_and_go_on(world, server, load, target):
    """What came after the backup is gone, as the handbook says; phones that still hold it send it again, once."""
    said = server.must("restore", str(target))
    expect("what was there is in" in said, said)
    aside = pathlib.Path(said.strip().rsplit(" ", 1)[1])
    check_store(Sqlite(aside / "binhdanhoc.sqlite", world.scratch), load.learners, finished=True)
    server.start()
    for learner in load.learners:
        learner.acknowledged.clear()
        for batch in learner.log:
            learner.pending = batch
            load.finish()
    expect(not load.faults, f"{load.faults[:3]}")
    check_rankings(Sqlite(server.sqlite, world.scratch), server.port, load.learners)
    server.stop()
    check_counters(Sqlite(server.sqlite, world.scratch))


def damaged(world, server, copy):
    raw = bytearray(copy.read_bytes())
    half = len(raw) // 2
    raw[half:half + 65536] = bytes(65536)
    bad = world.scratch / "bad.sqlite"
    bad.write_bytes(raw)
    for arguments in (("restore", "--check", str(bad)), ("restore", str(bad))):
        done = server.command(*arguments)
        expect(done.returncode == 1 and "is damaged" in done.stderr, f"a damaged backup was taken: {done}")
    expect(server.sqlite.exists(), "a refused restore moved the database away")


def on_schedule(world, seed):
    """Days go by; each leaves a copy, old ones are thinned out. A full disk leaves the old ones, and the next try succeeds."""
    dice = random.Random(seed)
    data = world.fresh_data()
    folder = world.scratch / "backups"
    faults = Faults(world, data)
    faults.environment["BDH_SHIM_FOLDER"] = str(world.scratch)  # the backups' folder too
    server = Server(world.binary, data, environment=faults.environment,
                    options=["--backup-folder", str(folder), "--backup-hour", "0", "--backup-days", "2", "--backup-weeks", "2", "--backup-months", "1"])
    server.start()
    load = Load(server, world.cookies, world.items, seed, rate=10)
    full_day = dice.randrange(3, 8)
    with load:
        wait_until(lambda: names(folder), "no backup on the first day, whose hour is over")
        for day in range(1, 10):
            before = names(folder)
            if day == full_day:
                faults.set(write_errno=FULL)
            faults.set(clock_offset_ms=day * DAY_MS)
            if day == full_day:
                wait_until(lambda: server.logged("job_failed") > 0, "a full disk fails no backup")
                # Yesterday's thinning out may still have been under way when these names were read.
                expect(names(folder)[-1] == before[-1], f"a failed backup changed the folder: {before} {names(folder)}")
                faults.set(write_errno=0, clock_offset_ms=day * DAY_MS + 11 * 60 * 1000)  # tried again after ten minutes
            wait_until(lambda: names(folder)[-1] > before[-1], f"no backup on day {day}: {names(folder)} {server.tail(500)}")
        # The two newest days, the last of this week and month among them, and the last of the week before, if that is another.
        wait_until(lambda: 2 <= len(names(folder)) <= 3 and not list(folder.glob("*.part")), f"not thinned out: {names(folder)}")
        left = names(folder)
    said = server.must("restore", "--check", str(folder / left[-1]))
    expect(" 0 differ" in said, said)
    server.stop()
    return f"10 days, one of them with a full disk; left are {', '.join(left)}"


def names(folder):
    return sorted(path.name for path in folder.glob("binhdanhoc-*.sqlite")) if folder.exists() else []


def wait_until(holds, what, patience_s=180):
    deadline = time.monotonic() + patience_s
    while not holds():
        expect(time.monotonic() < deadline, what)
        time.sleep(0.05)
