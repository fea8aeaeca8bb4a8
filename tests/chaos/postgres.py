"""PostgreSQL whose connections break, that restarts, dies and is succeeded by its standby, or whose transactions conflict."""
import os
import pathlib
import pwd
import random
import shutil
import subprocess
import tempfile
import threading
import time

from checks import Postgres, check_answers, check_counters, check_rankings, expect
from load import Load
from product import Server, free_port, populate

BIN = pathlib.Path("/usr/lib/postgresql/15/bin")
REFUSED = {(503, "storage_unavailable"), (503, "server_busy")}


class Cluster:
    """PostgreSQL servers on loopback in a temporary folder, as a user that is not root; durable, unlike those of other tests."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bdh-chaos-pg-"))
        self.user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.nodes = {}  # name -> port
        self.run("initdb", "-D", self.data("one"), "-A", "trust", "-U", "bdh", "--encoding=UTF8", "--locale=C.UTF-8")
        self.start("one")

    def as_user(self):
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": self.folder} if self.user else {}

    def data(self, name):
        return self.folder / name

    def run(self, program, *arguments, check=True):
        done = subprocess.run([BIN / program, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, **self.as_user())
        if check and done.returncode != 0:
            raise RuntimeError(f"{program} {arguments}: {done.stdout}{done.stderr}")
        return done

    def start(self, name, *settings):
        self.nodes.setdefault(name, free_port())
        options = f"-p {self.nodes[name]} -k {self.folder} -h 127.0.0.1 -c max_connections=60 -c deadlock_timeout=100ms"
        for setting in settings:
            options += f" -c {setting}"
        # Output of its own: pg_ctl's children would otherwise hold on to ours.
        subprocess.run([BIN / "pg_ctl", "-D", self.data(name), "-l", self.folder / f"{name}.log", "-o", options, "-w", "-t", "60", "start"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, **self.as_user())

    def stop(self, name, mode):
        self.run("pg_ctl", "-D", self.data(name), "-m", mode, "-w", "stop", check=False)

    def add_standby(self, name, primary):
        self.run("pg_basebackup", "-h", "127.0.0.1", "-p", str(self.nodes[primary]), "-U", "bdh", "-D", self.data(name), "-R", "-c", "fast")
        self.start(name)
        self.sql(primary, "postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.sql(primary, "postgres", "SELECT pg_reload_conf()")
        self.wait_for(primary, "SELECT COUNT(*) FROM pg_stat_replication WHERE sync_state = 'sync'", "1")

    def address(self, database, *names):
        names = names or list(self.nodes)[:1]
        hosts, ports = ",".join(["127.0.0.1"] * len(names)), ",".join(str(self.nodes[name]) for name in names)
        return f"host={hosts} port={ports} user=bdh dbname={database}" + (" target_session_attrs=read-write" if len(names) > 1 else "")

    def sql(self, name, database, sql):
        done = subprocess.run(["psql", "-X", "-At", self.address(database, name), "-c", sql], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def wait_for(self, name, sql, wanted, patience_s=180):
        deadline = time.monotonic() + patience_s
        while self.sql(name, "postgres", sql) != wanted:
            expect(time.monotonic() < deadline, f"{sql} does not become {wanted}")
            time.sleep(0.1)

    def close(self):
        for name in self.nodes:
            self.stop(name, "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


class Prepared:
    """A cluster with a database of learners, the server on it, and their load."""

    def __init__(self, world, seed, more_settings=""):
        self.cluster = Cluster()
        try:
            self.cluster.sql("one", "postgres", "CREATE DATABASE bdh_chaos")
            server = Server(world.binary, world.scratch / f"pg-{seed}-{time.monotonic_ns()}", database=self.cluster.address("bdh_chaos"))
            server.data.mkdir()
            self.cookies, items = populate(server, 16)
            server.stop()
            server.database += more_settings
            self.server, self.load = server, Load(server, self.cookies, items, seed)
        except BaseException:
            self.cluster.close()
            raise

    def __enter__(self):
        return self

    def start(self):
        self.server.start()
        self.server.supervise()
        self.load.start()

    def __exit__(self, *_):
        self.load.stop()
        if self.server.process and self.server.process.poll() is None:
            self.server.kill()
        self.cluster.close()

    def conclude(self, node="one"):
        self.load.finish()
        expect(not self.load.faults, f"{self.load.faults[:3]}")
        expect(set(self.load.refusals) <= REFUSED, f"refused in other words than {REFUSED}: {self.load.refusals}")
        store = Postgres(self.cluster.address("bdh_chaos", node))
        check_answers(store, self.load.learners, finished=True)
        check_counters(store)
        check_rankings(store, self.server.port, self.load.learners)
        self.server.stop()
        revived = f", the server itself started again {self.server.revived} times" if self.server.revived else ""
        return f"{sum(self.load.refusals.values())} requests told storage_unavailable, {self.load.acknowledged_count()} answers acknowledged{revived}"


CUT = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'bdh_chaos' AND pid <> pg_backend_pid()"


def connections_cut(world, seed, rounds):
    """Every connection of the server is cut, at random moments: idle ones go unnoticed, others are told at most to come again.
    Every fourth time the server itself is killed."""
    dice = random.Random(seed)
    with Prepared(world, seed) as prepared:
        cluster, server, load = prepared.cluster, prepared.server, prepared.load
        server.start()
        cluster.sql("one", "postgres", CUT)
        expect(server.is_healthy(), "connections cut while idle were not opened again")
        server.supervise()
        load.start()
        for turn in range(rounds):
            load.wait_for(load.acknowledged_count() + dice.randrange(1, 200))
            time.sleep(dice.random() * 0.1)
            if turn % 4 == 3:
                server.kill()
                server.start()
                server.supervise()
            else:
                cluster.sql("one", "postgres", CUT)
        load.wait_for(load.acknowledged_count() + 200)
        return f"{rounds} cuts and kills, " + prepared.conclude()


def restarts(world, seed, rounds):
    """PostgreSQL restarts under the running server, in order or in a crash; the server needs nobody's hands."""
    dice = random.Random(seed)
    with Prepared(world, seed) as prepared:
        cluster, server, load = prepared.cluster, prepared.server, prepared.load
        prepared.start()
        for turn in range(rounds):
            load.wait_for(load.acknowledged_count() + 200)
            cluster.stop("one", "immediate" if turn % 2 else "fast")
            time.sleep(dice.random() * 0.5)
            expect(not server.is_healthy(), "/healthz says all is well without a database")
            cluster.start("one")
        load.wait_for(load.acknowledged_count() + 200)
        expect(server.is_healthy(), "/healthz stays unhappy though the database is back")
        return f"{rounds} restarts, " + prepared.conclude()


def failover(world, seed):
    """The primary dies; its standby is promoted; the server finds it by the address that names both."""
    with Prepared(world, seed) as prepared:
        cluster, server, load = prepared.cluster, prepared.server, prepared.load
        cluster.add_standby("two", "one")
        server.database = cluster.address("bdh_chaos", "one", "two")
        prepared.start()
        load.wait_for(500)
        cluster.stop("one", "immediate")
        time.sleep(0.5)
        died = time.monotonic()
        cluster.sql("two", "postgres", "ALTER SYSTEM RESET synchronous_standby_names")
        cluster.run("pg_ctl", "-D", cluster.data("two"), "-w", "promote")
        load.wait_for(load.acknowledged_count() + 500)
        took = time.monotonic() - died
        return f"500 more answers {took:.1f} s after the promotion began, " + prepared.conclude("two")


def conflicts(world, seed):
    """Transactions that stand in each other's way are run again, and nobody hears of it."""
    with Prepared(world, seed, " options='-c default_transaction_isolation=serializable'") as prepared:
        cluster, load = prepared.cluster, prepared.load
        stopping = threading.Event()
        rival = threading.Thread(target=stand_in_the_way, args=(cluster, seed, stopping), daemon=True)
        prepared.start()
        rival.start()
        try:
            load.wait_for(1500, patience_s=120)
        finally:
            stopping.set()
            rival.join(60)
        seen = cluster.sql("one", "bdh_chaos", "SELECT deadlocks || ' deadlocks, ' || xact_rollback || ' rolled back' FROM pg_stat_database "
                                               "WHERE datname = 'bdh_chaos'")
        told = sum(load.refusals.values())
        expect(told <= load.acknowledged_count() / 20, f"conflicts were not run again: {told} requests refused beside {load.acknowledged_count()} answers")
        return f"{seen}, " + prepared.conclude()


def stand_in_the_way(cluster, seed, stopping):
    """Takes what the server takes last first, and what it takes first last, so that now and then each waits for the other."""
    dice = random.Random(seed)
    accounts = cluster.sql("one", "bdh_chaos", "SELECT id FROM identity_accounts ORDER BY id").split()
    while not stopping.is_set():
        account = dice.choice(accounts)
        subprocess.run(["psql", "-X", "-q", cluster.address("bdh_chaos", "one"), "-c",
                        f"BEGIN; UPDATE rewards_totals SET points_total = points_total WHERE account_id = {account}; SELECT pg_sleep(0.05);"
                        f"UPDATE learning_days SET took_ms = took_ms WHERE account_id = {account};"
                        f"UPDATE learning_items SET lapses = lapses WHERE account_id = {account}; COMMIT"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
