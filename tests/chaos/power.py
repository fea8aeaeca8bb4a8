"""Power cuts: the process is killed, then whatever had not been synced is dropped, kept or torn, sector by sector."""
import collections
import os
import pathlib
import random
import shutil
import struct
import time

from checks import Sqlite, check_rankings, check_store, expect
from faults import Faults
from load import Load
from product import Server

WROTE, TRUNCATED, CREATED, RENAMED, SYNC_BEGUN, SYNC_DONE, REMOVED = range(1, 8)
ENTRY = struct.Struct("=IIQqqqII")

# One unsynced change of a file: what stood there before, and how long the file was.
Change = collections.namedtuple("Change", "offset count old size_before")


def unsynced(journal, trusts_sync=True):
    """What the journal says had not reached the disk: inode -> changes in order, and paths whose folder was not synced."""
    journal = pathlib.Path(journal)
    raw = memoryview(journal.read_bytes() if journal.exists() else b"")  # none yet when it was killed before it began
    changes, made = collections.defaultdict(list), {}
    begun = {}  # (thread, inode) -> how many changes there were when its sync began
    at = 0
    while at + ENTRY.size <= len(raw):
        kind, thread, inode, offset, count, size_before, old_count, path_count = ENTRY.unpack_from(raw, at)
        at += ENTRY.size
        if at + old_count + path_count > len(raw):
            break  # the kill struck in the middle of an entry: the write it announces has not happened
        old = bytes(raw[at:at + old_count])
        path = bytes(raw[at + old_count:at + old_count + path_count]).decode()
        at += old_count + path_count
        if kind in (WROTE, TRUNCATED):
            changes[inode].append(Change(offset, count, old, size_before))
        elif kind == CREATED:
            made[path] = inode
        elif kind == SYNC_BEGUN:
            begun[thread, inode] = len(changes[inode])
        elif kind == SYNC_DONE and trusts_sync:
            settled = begun.pop((thread, inode), 0)
            changes[inode] = changes[inode][settled:]
            # The lengths recorded by other threads' syncs count from a list that has just become shorter.
            for key in begun:
                if key[1] == inode:
                    begun[key] = max(0, begun[key] - settled)
            made = {path: folder for path, folder in made.items() if folder != inode}
    return {inode: each for inode, each in changes.items() if each}, made


def versions_of(content, changes, sector):
    """Sector -> every content it had since the last sync, newest first; and every length of the file, newest first."""
    now, versions, sizes = bytearray(content), {}, [len(content)]
    for change in reversed(changes):
        end = change.offset + change.count
        touched = range(change.offset // sector, max(change.offset // sector, (end - 1) // sector) + 1)
        if len(now) < end:
            now.extend(bytes(end - len(now)))
        for each in touched:
            versions.setdefault(each, [bytes(now[each * sector:(each + 1) * sector])])
        now[change.offset:change.offset + len(change.old)] = change.old
        if change.offset + len(change.old) < end:  # there was nothing there before
            now[change.offset + len(change.old):end] = bytes(end - change.offset - len(change.old))
        for each in touched:
            versions[each].append(bytes(now[each * sector:(each + 1) * sector]))
        sizes.append(change.size_before)
    return versions, sizes


def cut(data, journal, dice, trusts_sync=True):
    """Leaves the data folder as the disk might show it after the power came back. Returns what was done, for the report."""
    changes, made = unsynced(journal, trusts_sync)
    manner = dice.choice(("drop", "tear", "tear", "keep"))
    sector = dice.choice((512, 4096))
    keeps = {"drop": 0.0, "tear": dice.random(), "keep": 1.0}[manner]
    for path in sorted(pathlib.Path(data).iterdir()):
        if path.name.endswith("-shm"):
            path.unlink()  # shared memory, never durable
            continue
        if str(path) in made and manner != "keep" and dice.random() < 0.5:
            path.unlink()  # its name in the folder was not synced
            continue
        if path.is_file() and path.stat().st_ino in changes:
            tear(path, changes[path.stat().st_ino], sector, keeps, dice)
    pathlib.Path(journal).unlink(missing_ok=True)
    return manner, sum(map(len, changes.values()))


def tear(path, changes, sector, keeps, dice):
    content = path.read_bytes()
    versions, sizes = versions_of(content, changes, sector)
    size = sizes[0] if dice.random() < keeps else dice.choice(sizes[1:]) if 0 < keeps < 1 else sizes[-1]
    torn = bytearray(content)
    for place, contents in sorted(versions.items()):
        if dice.random() < keeps:
            continue
        survivor = contents[-1] if keeps == 0 else dice.choice(contents[1:])
        start = place * sector
        if len(torn) < start + len(survivor):
            torn.extend(bytes(start + len(survivor) - len(torn)))
        torn[start:start + len(survivor)] = survivor
    torn.extend(bytes(max(0, size - len(torn))))
    with open(path, "r+b") as file:  # in place: the inode is how the journal knows the file
        file.write(torn[:size])
        file.truncate(size)
        os.fsync(file.fileno())


def power_cuts(world, seed, rounds):
    dice = random.Random(seed)
    data = world.fresh_data()
    faults = Faults(world, data)
    server = Server(world.binary, data, environment=faults.environment_with_journal)
    server.start()
    load = Load(server, world.cookies, world.items, seed)
    load.start()
    manners, dropped = collections.Counter(), 0
    for turn in range(rounds):
        # The longer a sync takes, the more often the cut comes between a write and its sync.
        faults.set(fsync_delay_ms=dice.choice((0, 5, 20, 50)))
        load.wait_for(load.acknowledged_count() + dice.randrange(1, 300))
        time.sleep(dice.random() ** 2 * 0.5)
        server.kill()
        if turn == 0:
            check_that_loss_is_seen(world, data, faults.journal, load)
        manner, count = cut(data, faults.journal, dice)
        manners[manner] += 1
        dropped += count
        check_store(Sqlite(server.sqlite, world.scratch), load.learners)
        if dice.random() < 0.3:  # the power goes again while the server mends what it finds
            server.launch()
            time.sleep(dice.random() * 0.3)
            server.kill()
            cut(data, faults.journal, dice)
            check_store(Sqlite(server.sqlite, world.scratch), load.learners)
        server.start()
    load.finish()
    expect(not load.faults, f"{load.faults[:3]}")
    expect(rounds < 10 or dropped > 0, "no write was ever under way: these cuts showed nothing")
    server.stop()
    check_store(Sqlite(server.sqlite, world.scratch), load.learners, finished=True)
    server.start()
    check_rankings(Sqlite(server.sqlite, world.scratch), server.port, load.learners)
    server.stop()
    return f"{rounds} cuts ({dict(manners)}), {dropped} unsynced writes lost or torn, {load.acknowledged_count()} answers acknowledged"


def check_that_loss_is_seen(world, data, journal, load):
    """A disk that lies about fsync must lose something here, and the checks must say so; else they are worth nothing."""
    lying = world.scratch / "lying"
    shutil.rmtree(lying, ignore_errors=True)
    shutil.copytree(data, lying)
    shutil.copy(journal, world.scratch / "lying.journal")
    inodes = {path.stat().st_ino: (lying / path.name) for path in data.iterdir()}
    changes, _ = unsynced(world.scratch / "lying.journal", trusts_sync=False)
    for inode, each in changes.items():
        if inode in inodes:
            tear(inodes[inode], each, 4096, 0.0, random.Random(0))
    try:
        check_store(Sqlite(lying / data.joinpath("binhdanhoc.sqlite").name, world.scratch), load.learners)
    except AssertionError:
        return
    raise AssertionError("acknowledged answers were dropped on purpose and the checks did not notice")
