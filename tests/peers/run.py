#!/usr/bin/env python3
"""Two server processes on one PostgreSQL behave as one.

usage: run.py BINARY --database POSTGRES_ADDRESS

What one server stored the other tells at once; what the other keeps in memory follows within two seconds."""
import argparse
import pathlib
import signal
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from servers import OFFICER_PASSWORD, PASSWORD, STALE_MAX_S, Cluster, Person, totp, within  # noqa: E402


def at_once(*works):
    """Runs them at the same time; what each returned."""
    results, gate = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        gate.wait()
        results[place] = work()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def both_start_on_an_empty_database_and_migrate_it_once(c):
    migrated = c.a.events("migrated") + c.b.events("migrated")
    assert len(migrated) == 1, migrated
    assert c.a.events("leads") + c.b.events("leads"), "nobody leads"


def units_that_a_command_imports_are_known_to_both(c):
    assert not c.knows_units(c.a)
    print(f"   units after {c.fill():.2f} s")


def a_session_holds_everywhere_and_ends_everywhere(c):
    lan = Person().join(c.a, "lan")
    assert lan.ask(c.b, "GET", "/api/v1/me")[0] == 200
    stolen = Person()
    stolen.cookie = lan.cookie
    assert lan.ask(c.a, "DELETE", "/api/v1/sessions/current")[0] in (200, 204)
    within(STALE_MAX_S, lambda: stolen.ask(c.b, "GET", "/api/v1/me")[0] == 401)
    assert lan.sign_in(c.b, "lan", PASSWORD)[0] == 200
    assert lan.ask(c.a, "GET", "/api/v1/me")[0] == 200


def a_role_taken_or_given_is_seen_everywhere(c):
    officer = Person()
    assert officer.sign_in(c.a, "canbo", OFFICER_PASSWORD)[0] == 200
    secret = officer.ask(c.b, "POST", "/api/v1/me/totp", {})[1]["secret"]
    assert officer.ask(c.a, "POST", "/api/v1/me/totp/confirmation", {"code": totp(secret)})[0] == 200
    for server in (c.a, c.b):
        assert officer.ask(server, "GET", "/api/v1/units/05551/people")[0] == 200
    kept = c.sql("DELETE FROM identity_roles RETURNING account_id, role, unit_id, granted_at")[0]
    for server in (c.a, c.b):
        within(STALE_MAX_S, lambda: officer.ask(server, "GET", "/api/v1/units/05551/people")[0] == 403)
    c.sql(f"INSERT INTO identity_roles VALUES ({kept[0]}, '{kept[1]}', {kept[2]}, {kept[3]})")
    for server in (c.a, c.b):
        within(STALE_MAX_S, lambda: officer.ask(server, "GET", "/api/v1/units/05551/people")[0] == 200)
    # A code proves once, wherever it is shown.
    again = at_once(*(lambda server=server: Person().sign_in(server, "canbo", OFFICER_PASSWORD, totp(secret))[0] for server in (c.a, c.b) * 2))
    assert again.count(200) <= 1, again


def wrong_passwords_are_counted_together(c):
    Person().join(c.a, "minh")
    tried = [Person().sign_in(server, "minh", "không phải")[0] for server in (c.a, c.b, c.a, c.b, c.a)]
    assert tried == [401] * 5, tried
    assert [Person().sign_in(server, "minh", PASSWORD)[0] for server in (c.a, c.b)] == [429, 429]


def one_answer_sent_to_both_at_once_counts_once(c):
    hoa = Person().join(c.a, "hoa")
    for number in range(20):
        event = hoa.event("bdh-ai-1-01-a", ["b"])
        replies = at_once(*(lambda server=server: hoa.ask(server, "POST", "/api/v1/answers", {"events": [event]}) for server in (c.a, c.b) * 2))
        assert {status for status, _ in replies} == {200}, replies
        receipts = {reply["results"][0]["receipt"] for _, reply in replies}
        assert len(receipts) == 1, (number, replies)
    stored = c.sql(f"SELECT COUNT(*), COUNT(DISTINCT sequence) FROM learning_answers WHERE account_id = {hoa.account}")[0]
    assert stored == ["20", "20"], stored
    kept, counted = c.sql(f"SELECT points_total, (SELECT SUM(points) FROM rewards_ledger l WHERE l.account_id = t.account_id) "
                          f"FROM rewards_totals t WHERE account_id = {hoa.account}")[0]
    assert kept == counted and int(kept) > 0, (kept, counted)


def seen_ranking(person, server):
    """Nobody and nothing as long as the server has not heard that they joined."""
    status, reply = person.ask(server, "GET", "/api/v1/rankings/people?scope=commune")
    if status == 404 and reply["code"] == "no_place":
        return {"people_count": None, "mine": None}
    assert status == 200, reply
    return reply


def rankings_follow_and_equal_a_recount(c):
    people = [Person().join((c.a, c.b)[number % 2], f"nguoi{number}") for number in range(12)]
    watcher = people[0]

    def learn(person, server, count):
        lesson = ["bdh-ai-1-01-a", "bdh-ai-1-01-b", "bdh-ai-1-01-c", "bdh-ai-1-01-d"][:count]
        for item in lesson:
            status, reply = person.ask(server, "POST", "/api/v1/answers", {"events": [person.event(item, ["b"])]})
            assert status == 200, reply

    at_once(*(lambda place=place, person=person: learn(person, (c.a, c.b)[place % 2], 1 + place % 4) for place, person in enumerate(people)))
    recount = [[account, int(points)] for account, points in c.sql(
        "SELECT t.account_id, SUM(l.points) FROM rewards_totals t JOIN rewards_ledger l ON l.account_id = t.account_id "
        "GROUP BY t.account_id, t.reached_at HAVING SUM(l.points) > 0 ORDER BY SUM(l.points) DESC, t.reached_at / 1000")]

    def equals_recount(server):
        for person in people:
            seen = seen_ranking(person, server)
            mine = next((points for account, points in recount if int(account) == person.account), 0)
            ahead = sum(points > mine for _, points in recount)
            equal = sum(points == mine for _, points in recount)
            if seen["people_count"] != len(recount) or (seen["mine"] or {"points": 0})["points"] != mine:
                return False
            if seen["mine"] and not ahead < seen["mine"]["position"] <= ahead + equal:
                return False
        return True

    print(f"   equal to a recount after {max(within(STALE_MAX_S, lambda: equals_recount(each)) for each in (c.a, c.b)):.2f} s")
    lags = []
    for number in range(5):  # one more answer on A, and how long until B knows
        before = seen_ranking(watcher, c.b)["mine"]
        item = f"bdh-ai-1-02-{'abcde'[number]}"
        watcher.ask(c.a, "POST", "/api/v1/answers", {"events": [watcher.event(item, [key]) for key in "abcd"]})
        truth = int(c.sql(f"SELECT points_total FROM rewards_totals WHERE account_id = {watcher.account}")[0][0])
        lags.append(within(STALE_MAX_S, lambda: (seen_ranking(watcher, c.b)["mine"] or {"points": 0})["points"] == truth))
        assert before is None or truth >= before["points"]
    print(f"   a point earned on one server is seen on the other after {max(lags):.2f} s at most")


def tries_of_a_level_test_are_held_for_both(c):
    thu = Person().join(c.a, "thu")
    test = thu.ask(c.a, "GET", "/api/v1/level_tests/bdh-ai-1-test")
    assert test[0] == 200, test
    started = at_once(*(lambda server=server: thu.ask(server, "POST", "/api/v1/level_tests/bdh-ai-1-test/tries", {}) for server in (c.a, c.b) * 3))
    assert {status for status, _ in started} <= {200, 201}, started
    assert {reply["number"] for _, reply in started} == {1}, started
    assert c.sql(f"SELECT COUNT(*) FROM learning_test_tries WHERE account_id = {thu.account}") == [["1"]]
    assert thu.ask(c.b, "POST", "/api/v1/level_tests/bdh-ai-1-test/tries/1/completion", {})[0] == 200
    refused = at_once(*(lambda server=server: thu.ask(server, "POST", "/api/v1/level_tests/bdh-ai-1-test/tries", {}) for server in (c.a, c.b)))
    assert {reply.get("code") for _, reply in refused} <= {"test_too_soon", "test_no_tries_left"}, refused


def who_is_erased_is_in_the_log_of_both(c):
    binh = Person().join(c.a, "binh")
    points = binh.ask(c.a, "POST", "/api/v1/answers", {"events": [binh.event("bdh-ai-1-01-a", ["b"])]})[1]["effects"]["points_total"]
    others = Person().join(c.b, "dung")
    count = within(STALE_MAX_S, lambda: seen_ranking(others, c.b)["people_count"] ==
                   int(c.sql("SELECT COUNT(*) FROM rewards_totals WHERE points_total > 0")[0][0])) and seen_ranking(others, c.b)["people_count"]
    status, reply = binh.ask(c.b, "POST", "/api/v1/me/deletion", {"password": PASSWORD})
    assert status in (200, 201), reply
    assert points > 0
    for server in (c.a, c.b):
        within(STALE_MAX_S, lambda: (server.data / "erasures.log").exists() and str(binh.account) in (server.data / "erasures.log").read_text())
        within(STALE_MAX_S, lambda: seen_ranking(others, server)["people_count"] == count - 1)


def each_daily_job_ran_on_one_of_them(c):
    def runs():
        return [run["job"] for server in (c.a, c.b) for run in server.events("job_ran")]
    within(10, lambda: "units_turn_day" in runs())
    time.sleep(1.5)
    assert len(runs()) == len(set(runs())), runs()
    recorded = {name for name, in c.sql("SELECT name FROM foundation_job_runs")}
    assert set(runs()) == recorded, (runs(), recorded)


def when_the_leader_is_killed_the_other_leads(c):
    leader, other = (c.a, c.b) if c.a.events("leads") else (c.b, c.a)
    assert not other.events("leads")
    leader.stop(signal.SIGKILL)
    print(f"   the other leads after {within(5, lambda: other.events('leads')):.2f} s")
    leader.launch()
    leader.wait_until_ready()
    assert len(c.sql("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 4342856 AND objid >= 100 AND "
                     "database = (SELECT oid FROM pg_database WHERE datname = current_database())")) == 2
    late = Person().join(leader, "muon")
    assert late.ask(other, "GET", "/api/v1/me")[0] == 200


def nothing_broke(c):
    for server in (c.a, c.b):
        for name in ("handler_failed", "storage_failed", "job_failed", "notices_not_heard", "left_behind", "event_delivery_failed"):
            assert not server.events(name), server.events(name)


TESTS = [both_start_on_an_empty_database_and_migrate_it_once, units_that_a_command_imports_are_known_to_both,
         a_session_holds_everywhere_and_ends_everywhere, a_role_taken_or_given_is_seen_everywhere, wrong_passwords_are_counted_together,
         one_answer_sent_to_both_at_once_counts_once, rankings_follow_and_equal_a_recount, tries_of_a_level_test_are_held_for_both,
         who_is_erased_is_in_the_log_of_both, each_daily_job_ran_on_one_of_them, when_the_leader_is_killed_the_other_leads, nothing_broke]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("binary")
    options.add_argument("--database", required=True)
    options = options.parse_args()
    passed, failed, started = 0, 0, time.monotonic()
    with Cluster(options.binary, options.database) as cluster:
        for test in TESTS:
            try:
                test(cluster)
                passed += 1
            except Exception as problem:  # whatever went wrong, the other tests still run
                failed += 1
                print(f"FAILED {test.__name__}: {type(problem).__name__} {problem}")
        if failed:
            for server in (cluster.a, cluster.b):
                print(f"-- {server.name}", server.log.read_text()[-3000:], file=sys.stderr)
    print(f"{time.monotonic() - started:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
