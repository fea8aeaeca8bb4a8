"""What tests/load/bench.py measures, a function for each part; each gives what stands in its JSON object."""
import contextlib
import json
import math
import os
import sqlite3
import statistics
import subprocess
import sys
import time

from bench_server import HELLO, ROOT, Server

APPEND = ("--target", "/api/v1/bench_appends")


def median(values, digits=2):
    return round(statistics.median(values), digits)


def ratio(ones, others):
    """Of what ran in turns, the median of each by the one beside it."""
    return median([one / other for one, other in zip(ones, others)], 3)


def answers(options, folder):
    """Answers beside a bare append of the same bytes, in turns; then the tail at half that load, in peace and disturbed."""
    figures = {1: [], 10: []}
    appends = {1: [], 10: []}
    with Server(options, folder, options.learners or 2000) as server:
        for _ in range(options.rounds):
            for batch in (1, 10):
                appends[batch].append(append(server, batch))
                figures[batch].append(server.load("--batch", batch)["answers_per_s"])
        result = {"learners": server.learners, "rounds": options.rounds, "load_generator": "tests/load/bench_load.cpp, 64 connections"}
        for batch in (1, 10):
            result |= {
                f"answers_per_s_{batch}": median(figures[batch], 0),
                f"append_per_s_{batch}": median(appends[batch], 0),
                f"ratio_to_append_{batch}": ratio(figures[batch], appends[batch]),
            }
        half = ("--rate", round(result["answers_per_s_1"] / 2))
        result["p99_ms_half_load"] = median([server.load(*half)["p99_ms"] for _ in range(options.rounds)])
        result["p99_ms_half_load_during_backup"] = disturbed_by_backup(options, server, folder, half)
        result["p99_ms_half_load_during_sign_ins"], result["sign_ins_per_s"] = disturbed_by_sign_ins(server, folder, half)
        result["rss_mb"] = server.resident_mb()
        result["start_s"] = round(server.start_s, 2)
    return result


def append(server, batch):
    """The learners are not further afterwards: what they pass over as a lesson would be a review that comes before it."""
    before = server.next_sequence
    per_s = server.load("--batch", batch, *APPEND)["answers_per_s"]
    server.next_sequence = before
    return per_s


def disturbed_by_backup(options, server, folder, half):
    load = server.start_load(*half)
    time.sleep(1.5)
    while load.poll() is None:
        subprocess.run([options.build / "binhdanhoc", "backup", folder / "copy.sqlite", "--data", server.data, "--log-level", "error"],
                       check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        (folder / "copy.sqlite").unlink()
    return server.finish_load(load)["p99_ms"]


def disturbed_by_sign_ins(server, folder, half):
    """A storm of sign-ins of people who do not exist: each costs a full Argon2id, none is slowed by a lock-out."""
    (folder / "sign_in").write_text(json.dumps({"login": "khongai%n", "password": "đoán bừa cho biết"}))
    storm = server.start_load("--target", "/api/v1/sessions", "--body", folder / "sign_in", "--any-status", connections=8)
    p99 = server.load(*half, seconds=max(1, server.seconds - 1))["p99_ms"]
    return p99, round(server.finish_load(storm)["requests_per_s"], 1)


def pages(options, folder):
    """What learners read, beside the server's own hello on the same connections, in turns; and beside a hello as long as the page."""
    paths = {"today": "/api/v1/today", "lesson": "/api/v1/lessons/bdh-ai-1-01", "rank": "/api/v1/rankings/people?scope=commune"}
    with Server(options, folder, options.learners or 2000) as server:
        for _ in range(2):
            server.load("--batch", 10)  # so that there is something to show
        cookie = server.cookies.read_text().split("\n", 1)[0]
        lengths = {name: len(server.ask(path, cookie)[1]) for name, path in paths.items()}
        asked = {"hello": HELLO}
        for name, path in paths.items():
            asked |= {name: path, f"hello_long_as_{name}": f"{HELLO}?letters={lengths[name]}"}
        rounds = {name: [] for name in asked}
        for _ in range(options.rounds):
            for name, path in asked.items():
                rounds[name].append(server.load("--path", path))
        per_s = {name: [each["requests_per_s"] for each in loads] for name, loads in rounds.items()}
        result = {"hello_per_s": median(per_s["hello"], 0)}
        for name in paths:
            result |= {
                f"{name}_bytes": lengths[name],
                f"{name}_per_s": median(per_s[name], 0),
                f"{name}_ratio_to_hello_as_long": ratio(per_s[name], per_s[f"hello_long_as_{name}"]),
                f"{name}_ratio_to_hello": ratio(per_s[name], per_s["hello"]),
                f"{name}_p99_ms": median([each["p99_ms"] for each in rounds[name]]),
            }
        return result


def rank(options, folder):
    """Rank, the top ten and the neighbours among a million: in process, and the same three questions to Redis 7 beside it, once
    pipelined by 16 and twice as an application's server asks: a request, then its answer, over one connection and over 16."""
    looks, redis = [], {name: [] for name in ASKED}
    for _ in range(options.rounds):
        looks.append(look_in_process(options))
        for name, speed in look_in_redis(folder).items():
            redis[name].append(speed)
    with Server(options, folder, options.learners or 2000) as server:
        server.load("--batch", 10)
        tail = server.load("--path", "/api/v1/rankings/people?scope=commune", "--rate", 5000)
    result = {"looks_per_s_in_process": median(looks, 0)}
    for name, speeds in redis.items():
        result |= {f"looks_per_s_redis_{name}": median(speeds, 0), f"ratio_to_redis_{name}": median([one / other for one, other in zip(looks, speeds)], 1)}
    return result | {"http_requests_per_s": round(tail["requests_per_s"]), "http_p99_ms": round(tail["p99_ms"], 2)}


def look_in_process(options):
    done = subprocess.run([options.build / "server/rewards_bench", "--benchmark_filter=^look$", "--benchmark_format=json"],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["benchmarks"][0]["items_per_second"]


LOOK_IN_REDIS = """
math.randomseed(1)
local key = 'diem'
if redis.call('ZCARD', key) == 0 then
  for from = 1, 1000000, 2000 do
    local row = {}
    for id = from, from + 1999 do row[#row + 1] = math.random(20000); row[#row + 1] = id end
    redis.call('ZADD', key, unpack(row))
  end
end
return redis.call('ZCARD', key)
"""


# How Redis is asked: connections, requests in flight on each, and how many requests are timed.
ASKED = {"pipelined": (16, 16, 100000), "16_connections": (16, 1, 100000), "1_connection": (1, 1, 30000)}


def look_in_redis(folder):
    """Over a Unix socket: where I stand, the ten best, the four around me. Looks a second for each way of asking."""
    socket = folder / "redis.sock"
    server = subprocess.Popen(["redis-server", "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"],
                              stdout=subprocess.DEVNULL, cwd=folder)
    try:
        while subprocess.run(["redis-cli", "-s", socket, "ping"], capture_output=True, text=True).stdout.strip() != "PONG":
            time.sleep(0.05)
        subprocess.run(["redis-cli", "-s", socket, "eval", LOOK_IN_REDIS, "0"], check=True, capture_output=True)
        return {name: looks_per_second(socket, *asked) for name, asked in ASKED.items()}
    finally:
        server.terminate()
        server.wait(30)


def looks_per_second(socket, connections, pipelined, requests):
    """redis-benchmark cannot ask for neighbours of a rank it has just learnt, so each question is timed and the times added."""
    seconds = 0
    for question in (["ZREVRANK", "diem", "__rand_int__"], ["ZREVRANGE", "diem", "0", "9", "WITHSCORES"],
                     ["ZREVRANGE", "diem", "500000", "500003", "WITHSCORES"]):
        done = subprocess.run(["redis-benchmark", "-s", socket, "-n", str(requests), "-r", "1000000", "-c", str(connections),
                               "-P", str(pipelined), "--csv", *question], check=True, capture_output=True, text=True).stdout
        seconds += 1 / float(done.splitlines()[-1].split(",")[1].strip('"'))
    return 1 / seconds


def growth(options, folder):
    """The answers' speed as the store fills, loaded through the route itself; and what a start on the full store costs. Draws
    docs/images/growth.svg."""
    with Server(options, folder, options.learners or 20000) as server:
        points = [growth_point(options, server)]
        for goal in (1e6, 1e7, 5e7):
            if goal > options.answers:
                break
            while stored_answers(server) < goal:
                server.load("--batch", 100, seconds=20)  # twice as fast as tens
            points.append(growth_point(options, server))
            print(json.dumps(points[-1]), file=sys.stderr, flush=True)  # the next may take an hour
    with Server(options, folder, 0) as restarted:
        result = {"learners": options.learners or 20000, "points": points, "start_s": round(restarted.start_s, 2), "rss_mb_after_start": restarted.resident_mb()}
        restarted.next_sequence = server.next_sequence
        result |= {"restarted": restarted.load(), "rss_mb_after_load": restarted.resident_mb()}
    last = points[-1]
    result |= {"ratio_to_empty": round(last["answers_per_s"] / points[0]["answers_per_s"], 3),
               "disk_bytes_per_answer": round((last["disk_mb"] - points[0]["disk_mb"]) * 2**20 / max(1, last["answers"] - points[0]["answers"]))}
    (ROOT / "docs/images/growth.svg").write_text(curve(points))
    return result


def store_of(folder, mode="ro"):
    return contextlib.closing(sqlite3.connect(f"file:{folder}/data/binhdanhoc.sqlite?mode={mode}", uri=True))


def stored_answers(server):
    with store_of(server.data.parent) as db:
        return db.execute("SELECT COALESCE(MAX(rowid), 0) FROM learning_answers").fetchone()[0]


def growth_point(options, server):
    os.sync()  # what filling left for the disk to do is not part of it
    server.read_through()
    stored, before = stored_answers(server), server.disk_traffic()
    measured = [server.load() for _ in range(options.rounds)]
    traffic = [now - then for now, then in zip(server.disk_traffic(), before)]
    answers = stored_answers(server)
    read_kb, written_kb = (round(each / 1024 / max(1, answers - stored), 1) for each in traffic)
    return {"answers": answers, "read_kb_per_answer": read_kb, "written_kb_per_answer": written_kb, "answers_per_s": median([each["answers_per_s"] for each in measured], 0),
            "p99_ms": median([each["p99_ms"] for each in measured]), "rss_mb": server.resident_mb(), "disk_mb": server.disk_bytes() >> 20}


def curve(points):
    """Answers a second over how many are stored, the latter by powers of ten."""
    top = max(point["answers_per_s"] for point in points) * 1.1
    place = [(60 + 520 * math.log10(max(point["answers"], 1000) / 1000) / 5, 220 - 190 * point["answers_per_s"] / top) for point in points]
    marks = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/><text x="{x:.0f}" y="{y - 10:.0f}" text-anchor="middle">{point["answers_per_s"]:.0f}</text>'
                    f'<text x="{x:.0f}" y="240" text-anchor="middle">{point["answers"]:,}</text>' for (x, y), point in zip(place, points))
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in place)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 270" font-family="sans-serif" font-size="12">'
            f'<rect width="640" height="270" fill="white"/><path d="M60 20V220H600" fill="none" stroke="gray"/>'
            f'<polyline points="{line}" fill="none" stroke="#0b6" stroke-width="2"/><g>{marks}</g>'
            f'<text x="330" y="262" text-anchor="middle">answers stored</text><text x="60" y="14">answers a second, one a request</text></svg>\n')


def nightly(options, folder):
    """The night three days after everybody last studied: every streak ends and every ledger is recounted while answers go on
    at a tenth of the full speed."""
    learners = options.learners or 100000
    with Server(options, folder, learners) as server:
        while stored_answers(server) < learners * 2:
            server.load("--batch", 10, seconds=20)
    return {"learners": learners} | night(options, folder, server.next_sequence)


def night(options, folder, next_sequence):
    with store_of(folder, "rw") as db, db:
        db.execute("""INSERT INTO foundation_job_runs (name, ran_at, ended_at) VALUES ('rewards_settle_streaks', 0, 0), ('rewards_recount', 0, 0)
                      ON CONFLICT (name) DO UPDATE SET ran_at = 0, ended_at = 0""")
        alive = db.execute("SELECT COUNT(*) FROM rewards_totals WHERE streak_days > 0").fetchone()[0]
    with Server(options, folder, 0, days_ahead=3) as server:
        server.next_sequence = next_sequence
        rate = max(64, round(server.load()["answers_per_s"] / 10))
        took, p99 = {}, []
        while not {"rewards_settle_streaks", "rewards_recount"} <= took.keys():
            p99.append(server.load("--rate", rate)["p99_ms"])
            with store_of(folder) as db:
                took = dict(db.execute("SELECT name, (ended_at - ran_at) / 1000.0 FROM foundation_job_runs WHERE ran_at > 0"))
    return {"streaks_before": alive, "jobs_s": took, "answers_per_s_meanwhile": rate, "nightly_s": round(sum(took.values()), 1),
            "p99_ms_meanwhile": max(p99)}
