"""What officers see of a province of a million people in 2,000 units: every request of their pages, at three levels."""
import http.client
import json
import os
import pathlib
import random
import time

from bench_parts import median, ratio
from bench_server import HELLO, Server

RATE = 10  # requests a second over one connection, gently: how long a page takes is asked, and at 20 those of 50 ms would wait for each other


def day_before(days):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7 * 3600 - days * 86400))


def ask(server, officer, path):
    status, body = server.ask(path, officer["cookie"])
    if status != 200:
        raise RuntimeError(f"{path}: {status} {body[:300]}")
    return json.loads(body)


def pages_of(server, officer):
    """Name → addresses, asked in turns; each page of the app is some of these requests."""
    unit = f"/api/v1/units/{officer['code']}"
    heads = {}
    for head in ask(server, officer, unit + "/plans")["plans"]:
        heads.setdefault(head["code"], head)  # the nearest of that name
    plan, other = (f"{unit}/plans/{heads[code]['plan_id']}" for code in ("cm-2026", "kp-2025"))
    behind = f"{plan}/targets/mot-cong-cu/people"
    pages = {
        "plans": [unit + "/plans"],
        "plan": [f"{plan}?version={heads['cm-2026']['version']}"],
        "targets": [plan + "/targets", other + "/targets"],
        "targets_a_week_and_four_ago": [f"{plan}/targets?as_of={day_before(days)}" for days in (7, 28)],
        "targets_on_any_day": [f"{plan}/targets?as_of={day_before(days)}" for days in random.Random(1).sample(range(1, 180), 60)],
        "values": [plan + "/values"],
        "people_who_reached": [f"{behind}?page={page}" for page in (1, 2, 9)],
        "people_missing": [f"{behind}?reached=false&page={page}" for page in (1, 2, 9)],
        "people_on_a_past_day": [f"{behind}?as_of={day_before(days)}" for days in (7, 28, 90)],
        "tasks": [plan + "/tasks"],
        "late_tasks": [unit + "/late_tasks"],
        "late_reports": [unit + "/late_reports"],
        "reports": [plan + "/reports"],
        "reminders": [unit + "/reminders"],
        "overview": [unit + "/overview"],
        "people": [f"{unit}/people?page={page}" for page in (1, 2, 9)],
        "people_found_by_name": [unit + "/people?q=" + words for words in ("lan", "nguyen+thi+lan", "hocvien0000123", "nong+an+phuc")],
        "people_by_activity": [unit + "/people?activity=" + activity for activity in ("today", "week", "never")],
        "people_missing_of_a_nested_target": [f"{other}/targets/biet-dung/people?reached=false"],
    }
    reports = ask(server, officer, plan + "/reports")["reports"]
    if reports:
        report = f"{plan}/reports/{reports[-1]['report_id']}/periods/{reports[-1]['period']}"
        pages |= {"report_draft": [report], "reports_below": [report + "/below"]}
    return pages


def remind_everybody(server):
    """The one button of a province, so that its log holds something."""
    officer = json.loads(pathlib.Path(server.data, "officers").read_text())["province"]
    plan = ask(server, officer, f"/api/v1/units/{officer['code']}/plans")["plans"][0]["plan_id"]  # the newest
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("POST", f"/api/v1/units/{officer['code']}/plans/{plan}/reminders", "{}",
                       {"Cookie": officer["cookie"], "Content-Type": "application/json"})
    reply = connection.getresponse()
    if reply.status != 201:
        raise RuntimeError(reply.read())


def timed(server, officer, paths, seconds):
    """One after another at the rate, each from the moment it was due, over one connection; and what the server's processor time
    was for one, which other work on the machine changes little. The very first one comes before: after a start it reads a plan."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    begun = time.monotonic()
    ask(server, officer, paths[0])
    first_ms = (time.monotonic() - begun) * 1000
    took, used, due = [], server.processor_s(), time.monotonic()
    for number in range(max(len(paths), int(RATE * seconds))):
        time.sleep(max(0, due - time.monotonic()))
        connection.request("GET", paths[number % len(paths)], headers={"Cookie": officer["cookie"]})
        reply = connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{paths[number % len(paths)]}: {reply.status} {body[:300]}")
        took.append((time.monotonic() - due) * 1000)
        due += 1 / RATE
        if time.monotonic() - due > 2:  # hopelessly late: what follows would only measure the queue
            due = time.monotonic()
    took.sort()
    used = server.processor_s() - used
    return {"processor_ms": round(used * 1000 / len(took), 1), "p50_ms": round(took[len(took) // 2], 1), "p99_ms": round(took[min(len(took) - 1, int(len(took) * 0.99))], 1),
            "max_ms": round(took[-1], 1), "first_ms": round(first_ms, 1), "requests": len(took)}


def beside_hello(options, server, officer):
    """As many as go through: the unit's page beside the server's own hello and one of the page's length, 64 connections of one officer, in turns."""
    path = f"/api/v1/units/{officer['code']}/overview"
    length = len(server.ask(path, officer["cookie"])[1])
    server.cookies = server.data.parent / "officer_cookie"
    server.cookies.write_text("\n".join([officer["cookie"]] * 64))
    asked = {"hello": HELLO, "long_hello": f"{HELLO}?letters={length}", "page": path}
    per_s = {name: [] for name in asked}
    for _ in range(options.rounds):
        for name, each in asked.items():
            per_s[name].append(server.load("--path", each, seconds=min(options.seconds, 3))["requests_per_s"])
    return ({"bytes": length} | {f"{name}_per_s": median(each, 0) for name, each in per_s.items()} |
            {f"share_of_{name}": ratio(per_s["page"], per_s[name]) for name in ("hello", "long_hello")})


def dashboards(options, folder):
    people = options.learners or 1_000_000
    folder = options.keep or folder
    folder.mkdir(parents=True, exist_ok=True)
    result = {"people": people, "units": options.units, "requests_per_s": RATE}
    begun = time.monotonic()
    with Server(options, folder, 0, "--province", str(people), "--units", str(options.units)) as loaded:
        if time.monotonic() - begun > 30:
            result["loaded_in_s"] = round(time.monotonic() - begun)
        result["disk_mb"] = loaded.disk_bytes() >> 20
        remind_everybody(loaded)
    with Server(options, folder, 0) as server:
        result |= {"start_s": round(server.start_s, 1), "rss_mb_at_start": server.resident_mb()}
        officers = json.loads(pathlib.Path(server.data, "officers").read_text())
        for level, officer in officers.items():
            for each in officers.values():  # whoever is not heard of for a quarter of an hour is locked
                ask(server, each, f"/api/v1/units/{each['code']}/plans")
            result[level] = {}
            for name, paths in pages_of(server, officer).items():
                if not options.only or name in options.only:
                    result[level][name] = timed(server, officer, paths, options.seconds) | {"load_average": round(os.getloadavg()[0], 1)}
            if not options.only or "beside_hello" in options.only:
                result[level]["beside_hello"] = beside_hello(options, server, officer)
        result["rss_mb"] = server.resident_mb()
    result["over_100_ms"] = [f"{level}: {name}" for level in officers for name, each in result[level].items() if each.get("p99_ms", 0) > 100]
    return result
