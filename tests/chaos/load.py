"""Learners who answer over HTTP, remember what was acknowledged, and send again what was not."""
import http.client
import random
import threading
import time
import uuid

from product import Client

BROKEN = (OSError, http.client.HTTPException)


class Learner:
    def __init__(self, number, cookie, items, seed):
        self.number, self.cookie, self.items = number, cookie, items
        self.dice = random.Random(f"{seed}/{number}")
        self.device = str(uuid.UUID(int=self.dice.getrandbits(128), version=4))
        self.sequence = 0
        self.place = self.dice.randrange(len(items))
        self.acknowledged = {}  # sequence -> (receipt, sent at, acknowledged at)
        self.pending = None     # events sent, or about to be, and not acknowledged
        self.sent_at = 0.0
        self.log = []           # every batch in order, for a replay

    def next_events(self, count):
        events = []
        for _ in range(count):
            self.sequence += 1
            self.place = (self.place + 1) % len(self.items)
            events.append({"device": self.device, "sequence": self.sequence, "context": "lesson", "answered_at": int(time.time() * 1000),
                           "took_ms": 4000, **self.items[self.place]})
        return events

    def possible(self):
        """Sequences that may be stored: acknowledged, or on their way."""
        return set(self.acknowledged) | {event["sequence"] for event in self.pending or []}


class Load:
    """All learners at once, each on a connection of its own. Breaks are expected and retried; anything else is a fault."""

    def __init__(self, server, cookies, items, seed, batch_max=4, rate=0):
        self.server, self.batch_max, self.rate = server, batch_max, rate
        self.learners = [Learner(number, cookie, items, seed) for number, cookie in enumerate(cookies)]
        self.faults = []
        self.refusals = {}  # (status, code) -> how often; all of them are tried again
        self.breaks = 0
        self.slowest_s = 0.0
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.threads = []

    def start(self):
        self.stopping.clear()
        self.threads = [threading.Thread(target=self.run, args=(learner,), daemon=True) for learner in self.learners]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)
        self.threads = []

    def finish(self, patience_s=180):
        """Ends the load; whoever has something unacknowledged sends it until it is. The server must be up."""
        self.stop()
        deadline = time.monotonic() + patience_s
        for learner in self.learners:
            client = Client(self.server.port, learner.cookie)
            while learner.pending and time.monotonic() < deadline:
                if not self.send(client, learner):
                    time.sleep(0.1)
            if learner.pending:
                self.faults.append(f"learner {learner.number} gets no acknowledgement within {patience_s} s: {self.refusals}")
            client.close()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def run(self, learner):
        client = Client(self.server.port, learner.cookie)
        due = time.monotonic() + learner.dice.random() * (1 / self.rate if self.rate else 0)
        while not self.stopping.is_set():
            if self.rate:
                time.sleep(max(0, due - time.monotonic()))
                due += 1 / self.rate
            if learner.pending is None:
                learner.pending = learner.next_events(learner.dice.randint(1, self.batch_max))
                learner.log.append(learner.pending)
            if not self.send(client, learner):
                time.sleep(0.02 + learner.dice.random() * 0.05)
        client.close()

    def send(self, client, learner):
        """True when the batch was acknowledged, or was at fault."""
        sent_at = time.monotonic()
        try:
            status, reply = client.ask("POST", "/api/v1/answers", {"events": learner.pending})
        except BROKEN:
            with self.lock:
                self.breaks += 1
            return False
        now = time.monotonic()
        with self.lock:
            self.slowest_s = max(self.slowest_s, now - sent_at)
        if status in (503, 507):
            self.count(status, reply.get("code") if isinstance(reply, dict) else None)
            return False
        if status != 200:
            self.faults.append(f"{status}: {reply}")
            learner.pending = None
            return True
        for event, result in zip(learner.pending, reply["results"], strict=True):
            if result["status"] == "received":
                learner.acknowledged[event["sequence"]] = (result["receipt"], sent_at, now)
            elif result["code"] != "clock_ahead":
                self.faults.append(f"event {event} refused: {result}")
        # Said while the server's clock ran behind: sent again until the clocks agree.
        if any(result["code"] == "clock_ahead" for result in reply["results"]):
            self.count(status, "clock_ahead")
            return False
        learner.pending = None
        return True

    def count(self, status, code):
        with self.lock:
            self.refusals[status, code] = self.refusals.get((status, code), 0) + 1

    def acknowledged_count(self):
        return sum(len(learner.acknowledged) for learner in self.learners)

    def wait_for(self, count, patience_s=180):
        """Until that many answers are acknowledged, on however slow a machine."""
        deadline = time.monotonic() + patience_s
        while self.acknowledged_count() < count:
            if time.monotonic() > deadline:
                raise AssertionError(f"only {self.acknowledged_count()} of {count} answers within {patience_s} s; {self.refusals}; {self.faults[:3]}")
            time.sleep(0.005)
