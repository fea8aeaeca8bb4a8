"""kill -9 under load, at moments a seed chooses, also while the server is still starting."""
import random
import threading
import time

from checks import Sqlite, check_rankings, check_store, expect
from load import BROKEN, Load
from product import Client, Server, join_body


class Joiner:
    """Somebody new joins, again and again; a 201 promises that the account is there."""

    def __init__(self, server, seed):
        self.server, self.seed = server, seed
        self.acknowledged, self.faults = [], []
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self):
        client, number = Client(self.server.port), 0
        while not self.stopping.is_set():
            login = f"nguoimoi{self.seed}x{number}"
            try:
                status, reply = client.ask("POST", "/api/v1/accounts", join_body(login))
            except BROKEN:
                time.sleep(0.05)
                continue
            # 409: the first try was stored and its reply lost.
            if status == 201 or (status == 409 and reply.get("code") == "login_taken"):
                self.acknowledged.append(login)
                number += 1
            elif status != 503:
                self.faults.append(f"joining: {status} {reply}")
                return

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join(60)


def check_joined(store, joiner):
    there = [row[0] for row in store.rows("SELECT login FROM identity_accounts")]
    for login in list(joiner.acknowledged):
        expect(there.count(login) == 1, f"account {login} was acknowledged and is there {there.count(login)} times")


def kill_under_load(world, seed, rounds):
    dice = random.Random(seed)
    server = Server(world.binary, world.fresh_data())
    starts = [server.start()]
    load = Load(server, world.cookies, world.items, seed)
    with Joiner(server, seed) as joiner:
        load.start()
        for _ in range(rounds):
            # Something must have happened since the last death; then any moment may be the one.
            load.wait_for(load.acknowledged_count() + dice.randrange(1, 200))
            time.sleep(dice.random() ** 2 * 0.5)
            server.kill()
            check_now(server, world, load, joiner)
            if dice.random() < 0.2:
                server.launch()
                time.sleep(dice.random() * 0.3)
                server.kill()
                check_now(server, world, load, joiner)
            starts.append(server.start())
        load.finish()
    expect(not load.faults and not joiner.faults, f"{(load.faults + joiner.faults)[:3]}")
    server.stop()
    check_store(Sqlite(server.sqlite, world.scratch), load.learners, finished=True)
    server.start()
    check_rankings(Sqlite(server.sqlite, world.scratch), server.port, load.learners)
    server.stop()
    return (f"{rounds} kills, {load.acknowledged_count()} answers and {len(joiner.acknowledged)} accounts acknowledged, "
            f"{load.breaks} requests broken off, slowest start {max(starts):.2f} s")


def check_now(server, world, load, joiner):
    store = Sqlite(server.sqlite, world.scratch)
    check_joined(store, joiner)
    check_store(store, load.learners)


def replay_of_a_day(world, seed):
    """Everything a day brought is sent again, twice, in another order: each answer keeps its receipt, nobody gains a point."""
    server = Server(world.binary, world.fresh_data())
    server.start()
    load = Load(server, world.cookies, world.items, seed)
    with load:
        load.wait_for(2000)
    load.finish()
    totals = "SELECT account_id, points_total, streak_days FROM rewards_totals ORDER BY 1"
    before = snapshot(server, world, totals)
    for turn in range(2):
        for learner in load.learners:
            batches = list(learner.log)
            random.Random(f"{seed}/{turn}").shuffle(batches)
            client = Client(server.port, learner.cookie)
            for batch in batches:
                status, reply = client.ask("POST", "/api/v1/answers", {"events": batch})
                expect(status == 200, f"replay: {status} {reply}")
                for event, result in zip(batch, reply["results"], strict=True):
                    told = result.get("receipt")
                    expect(told == learner.acknowledged[event["sequence"]][0], f"replayed answer has receipt {told}")
                expect(reply["effects"]["points_gained"] == 0, f"a replay gained points: {reply['effects']}")
            client.close()
    # The same number for another answer is the client's mistake, and is told so.
    learner = load.learners[0]
    wrong = [learner.log[0][0] | {"response": ["zz"]}]
    status, reply = Client(server.port, learner.cookie).ask("POST", "/api/v1/answers", {"events": wrong})
    expect(status == 200 and reply["results"][0]["code"] == "sequence_taken", f"{status} {reply}")
    check_rankings(Sqlite(server.sqlite, world.scratch), server.port, load.learners)
    expect(snapshot(server, world, totals) == before, "totals changed by a replay")
    server.stop()
    check_store(Sqlite(server.sqlite, world.scratch), load.learners, finished=True)
    return f"{load.acknowledged_count()} answers sent three times"


def snapshot(server, world, sql):
    store = Sqlite(server.sqlite, world.scratch)
    rows = store.rows(sql)
    store.close()
    return rows
