"""What must hold in the store, counted anew and without the server's own code."""
import collections
import pathlib
import re
import shutil
import sqlite3
import subprocess

from product import ROOT, Client

RANKED_SINCE_MS = 1735689600000  # rankings keep whole seconds since then
POINTS = {name: int(value) for name, value in re.findall(r"^  (item_right|lesson_completed|day): (\d+)", (ROOT / "plans/scoring.yaml").read_text(), re.M)}


class Sqlite:
    """A copy of the database and its log, taken while no server runs, so that looking at it changes nothing."""

    def __init__(self, database, scratch):
        self.path = pathlib.Path(scratch) / "looked-at.sqlite"
        for suffix in ("", "-wal", "-shm"):
            pathlib.Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        for suffix in ("", "-wal"):
            source = pathlib.Path(f"{database}{suffix}")
            if source.exists():
                shutil.copy(source, f"{self.path}{suffix}")
        self.connection = sqlite3.connect(self.path)

    def rows(self, sql):
        return self.connection.execute(sql).fetchall()

    def integrity(self):
        return [row[0] for row in self.rows("PRAGMA integrity_check")] + [str(row) for row in self.rows("PRAGMA foreign_key_check")]

    def close(self):
        self.connection.close()


class Postgres:
    def __init__(self, address):
        self.address = address

    def rows(self, sql):
        done = subprocess.run(["psql", "-X", "-At", "-F", "\x1f", self.address, "-c", sql], check=True, capture_output=True, text=True)
        return [tuple(int(value) if re.fullmatch(r"-?\d+", value) else value for value in line.split("\x1f")) for line in done.stdout.splitlines()]

    def integrity(self):
        return ["ok"]

    def close(self):
        pass


def receipt_of(answer):
    """As the server writes it: base 32 without I, L, O, U, then a check sign."""
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    text = "".join(signs[(answer >> shift) & 31] for shift in range(50, -5, -5)) + signs[answer % 31]
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def expect(holds, text):
    if not holds:
        raise AssertionError(text)


def stored_answers(store):
    """Device -> {sequence: receipt}; a sequence that stands twice is refused here."""
    answers = collections.defaultdict(dict)
    for device, sequence, identity in store.rows(
            "SELECT d.device_uuid, a.sequence, a.id FROM learning_answers a "
            "JOIN learning_devices d ON d.account_id = a.account_id AND d.device_no = a.device_no"):
        expect(sequence not in answers[device], f"answer {sequence} of {device} is stored twice")
        answers[device][sequence] = receipt_of(identity)
    return answers


def check_answers(store, learners, finished):
    """Every acknowledged answer is there with its receipt; nothing is there that was not sent."""
    answers = stored_answers(store)
    for learner in learners:
        there = answers.get(learner.device, {})
        acknowledged, possible = dict(learner.acknowledged), learner.possible()
        for sequence, (receipt, *_) in acknowledged.items():
            expect(sequence in there, f"LOST: answer {sequence} of learner {learner.number} was acknowledged and is not there")
            expect(there[sequence] == receipt, f"answer {sequence} of learner {learner.number} has receipt {there[sequence]}, told was {receipt}")
        if finished:
            expect(set(there) == set(acknowledged), f"learner {learner.number}: stored and acknowledged differ: {sorted(set(there) ^ set(acknowledged))[:10]}")
        else:
            strangers = set(there) - possible - learner.possible()
            expect(not strangers, f"learner {learner.number}: stored but never sent: {sorted(strangers)[:10]}")


def check_counters(store):
    """What is kept beside the log of answers and the ledger equals what these say."""
    same(store, "answers of each day", "SELECT account_id, day, COUNT(*), SUM(took_ms) FROM learning_answers GROUP BY 1, 2",
         "SELECT account_id, day, answers_count, took_ms FROM learning_days WHERE answers_count > 0")
    same(store, "answers of each item", "SELECT account_id, item, COUNT(*) FROM learning_answers GROUP BY 1, 2",
         "SELECT account_id, item, answers_count FROM learning_items WHERE answers_count > 0")
    same(store, "points of each person", "SELECT account_id, SUM(points) FROM rewards_ledger GROUP BY 1 HAVING SUM(points) > 0",
         "SELECT account_id, points_total FROM rewards_totals WHERE points_total > 0")
    same(store, "points of each day", "SELECT account_id, day, SUM(points) FROM rewards_ledger GROUP BY 1, 2 HAVING SUM(points) > 0",
         "SELECT account_id, day, points FROM rewards_days WHERE points > 0")
    # A first answer earns by its score, once; what the day's cap withheld is in the entry too.
    same(store, "entries for first answers",
         f"SELECT a.account_id, a.item, {POINTS['item_right']} * a.score_permille / 1000 FROM learning_answers a "
         "JOIN (SELECT account_id, item, MIN(id) AS id FROM learning_answers GROUP BY 1, 2) f "
         "ON f.account_id = a.account_id AND f.id = a.id "
         f"WHERE a.context = 'lesson' AND {POINTS['item_right']} * a.score_permille / 1000 > 0",
         "SELECT account_id, subject, points + withheld FROM rewards_ledger WHERE reason = 'item_right'")
    same(store, "entries for lessons",
         f"SELECT account_id, lesson_id, {POINTS['lesson_completed']} * score_percent / 100 FROM learning_lessons "
         f"WHERE completed_at IS NOT NULL AND {POINTS['lesson_completed']} * score_percent / 100 > 0",
         "SELECT account_id, subject, points + withheld FROM rewards_ledger WHERE reason = 'lesson_completed'")
    same(store, "days studied", "SELECT account_id, day FROM learning_days WHERE studied = 1",
         "SELECT account_id, day FROM rewards_ledger WHERE reason = 'daily_goal'")


def same(store, what, one, other):
    counted, kept = collections.Counter(store.rows(one)), collections.Counter(store.rows(other))
    expect(counted == kept, f"{what}: counted but not kept {list((counted - kept).items())[:5]}, kept but not counted {list((kept - counted).items())[:5]}")


def check_store(store, learners, finished=False):
    try:
        state = store.integrity()
        expect(state == ["ok"], f"integrity_check: {state[:5]}")
        check_answers(store, learners, finished)
        check_counters(store)
    finally:
        store.close()


def check_rankings(store, port, learners):
    """The ranking the running server tells each learner equals one made anew from the totals."""
    places = {}
    order = sorted((-points, (reached - RANKED_SINCE_MS) // 1000, account)
                   for account, points, reached in store.rows("SELECT account_id, points_total, reached_at FROM rewards_totals WHERE points_total > 0"))
    for position, (points, _, account) in enumerate(order, 1):
        places[account] = (position, -points)
    owners = dict(store.rows("SELECT device_uuid, account_id FROM learning_devices"))
    store.close()
    for learner in learners:
        if learner.device not in owners:
            continue
        status, reply = Client(port, learner.cookie).ask("GET", "/api/v1/rankings/people?scope=commune")
        expect(status == 200, f"ranking: {status} {reply}")
        told = (reply["mine"]["position"], reply["mine"]["points"]) if reply["mine"] else None
        expect(told == places.get(owners[learner.device]), f"learner {learner.number} is told {told}, counted anew it is {places.get(owners[learner.device])}")
