"""Answers leave for archives and come back under load, in runs that are killed at random moments, and the server with them."""
import contextlib
import datetime
import os
import random
import re
import subprocess
import time

from checks import Postgres, Sqlite, check_answers, check_counters, check_store, expect
from faults import DAY_MS, Faults
from load import Load
from postgres import Prepared
from product import ROOT, Client, Server

AHEAD_DAYS = 200  # for the commands it is so much later that the answers of this minute are old enough


class Archivist:
    """Starts `archive` and `unarchive` beside the server, and kills some of them."""

    def __init__(self, world, server, load, dice):
        self.server, self.load, self.dice = server, load, dice
        self.faults = Faults(world, server.data)
        self.faults.set(clock_offset_ms=AHEAD_DAYS * DAY_MS)
        before = datetime.date.today() + datetime.timedelta(days=AHEAD_DAYS - 181)
        self.commands = {"archive": ["archive", "--before", str(before), "--answers-max", "1000"], "unarchive": ["unarchive", "--all"]}
        self.killed = self.finished = self.refused = self.repeated = 0

    def start(self, name):
        return subprocess.Popen([self.server.binary, *self.commands[name], *self.server.arguments()], cwd=ROOT, text=True,
                                env=os.environ | self.faults.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def must(self, name):
        run = self.start(name)
        said, failed = run.communicate()
        expect(run.returncode == 0, f"{name}: {said}{failed}")
        return said

    def one_round(self):
        self.load.wait_for(self.load.acknowledged_count() + self.dice.randrange(20, 200))
        name = self.dice.choice(["archive", "archive", "unarchive"])
        run = self.start(name)
        try:
            _, failed = run.communicate(timeout=self.dice.random() ** 2 * 1.5)
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            self.killed += 1
        else:
            # An unarchive that was cut off must be finished before anything is archived.
            expect(run.returncode == 0 or "archive_returning" in failed, f"{name}: {failed}")
            self.finished += run.returncode == 0
            self.refused += run.returncode != 0
        if self.dice.random() < 0.2:
            self.server.kill()
            self.server.start()
        self.repeat()

    def repeat(self):
        """Somebody sends again what was acknowledged before, archived or not, and gets the same receipts."""
        learner = self.dice.choice(self.load.learners)
        batches = [batch for batch in learner.log if batch is not learner.pending and all(event["sequence"] in learner.acknowledged for event in batch)]
        if not batches:
            return
        batch = self.dice.choice(batches)
        status, reply = Client(self.server.port, learner.cookie).ask("POST", "/api/v1/answers", {"events": batch})
        expect(status == 200, f"repeated: {status} {reply}")
        for event, result in zip(batch, reply["results"], strict=True):
            told = learner.acknowledged[event["sequence"]][0]
            expect(result["status"] == "received" and result["receipt"] == told, f"repeated {event}: {result}, told was {told}")
        self.repeated += len(batch)

    def conclude(self, count):
        """Everything is archived, then everything is back; returns how many answers there were."""
        with contextlib.suppress(AssertionError):
            self.must("archive")  # refused when an unarchive was cut off
        self.must("unarchive")
        there = count()
        self.must("archive")
        expect(count() == 0, "not everything was archived")
        said = self.server.must("archive", "--check")
        expect("0 faults" in said, said)
        for _ in range(20):
            self.repeat()
        expect(int(re.search(r"(\d+) answers are back", self.must("unarchive")).group(1)) == there, "not as many came back as left")
        return there


def rounds_of(archivist, rounds):
    for _ in range(rounds):
        archivist.one_round()


def told(archivist, answers):
    return (f"{answers} answers; {archivist.killed} runs killed, {archivist.finished} finished, {archivist.refused} refused until another "
            f"was finished; {archivist.repeated} answers repeated")


def under_load(world, seed, rounds):
    server = Server(world.binary, world.fresh_data())
    server.start()
    load = Load(server, world.cookies, world.items, seed)
    archivist = Archivist(world, server, load, random.Random(seed))
    with load:
        rounds_of(archivist, rounds)
    load.finish()
    expect(not load.faults, f"{load.faults[:3]}")

    def count():
        time.sleep(0.1)
        store = Sqlite(server.sqlite, world.scratch)
        answers = store.rows("SELECT COUNT(*) FROM learning_answers")[0][0]
        store.close()
        return answers
    answers = archivist.conclude(count)
    server.stop()
    check_store(Sqlite(server.sqlite, world.scratch), load.learners, finished=True)
    return told(archivist, answers)


def under_load_on_postgres(world, seed, rounds):
    with Prepared(world, seed) as prepared:
        server, load = prepared.server, prepared.load
        archivist = Archivist(world, server, load, random.Random(seed))
        server.start()
        load.start()
        rounds_of(archivist, rounds)
        load.finish()
        expect(not load.faults, f"{load.faults[:3]}")
        store = Postgres(server.database)
        answers = archivist.conclude(lambda: store.rows("SELECT COUNT(*) FROM learning_answers")[0][0])
        check_answers(store, load.learners, finished=True)
        check_counters(store)
        server.stop()
        return told(archivist, answers)
