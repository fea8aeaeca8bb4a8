"""A clock that jumps by days, forward and back, under load."""
import time

from checks import Sqlite, check_rankings, check_store, expect
from faults import DAY_MS, Faults
from load import Load
from product import Client, Server


def jumping(world, seed):
    data = world.fresh_data()
    faults = Faults(world, data)
    server = Server(world.binary, data, environment=faults.environment)
    server.start()
    load = Load(server, world.cookies, world.items, seed, rate=20)
    load.start()
    for days in (0, 5, -10, 2, 0):
        faults.set(clock_offset_ms=days * DAY_MS)
        time.sleep(2.5)  # the jobs look at the clock every second
        before = load.acknowledged_count()
        if days >= 0:
            load.wait_for(before + 200)
        else:
            # By this clock everybody else's runs ahead, and they are told so.
            deadline = time.monotonic() + 60
            while (200, "clock_ahead") not in load.refusals:
                expect(time.monotonic() < deadline, "answers from days ahead are taken")
                time.sleep(0.01)
        status, reply = Client(server.port, world.cookies[0]).ask("GET", "/api/v1/today")
        expect(status == 200, f"today, with the clock {days} days off: {status} {reply}")
    load.finish()
    expect(not load.faults and set(load.refusals) <= {(200, "clock_ahead")}, f"{load.faults[:3]} {load.refusals}")
    wait_for_jobs(server, world)
    server.stop()
    store = Sqlite(server.sqlite, world.scratch)
    streaks = store.rows("SELECT DISTINCT streak_days FROM rewards_totals WHERE streak_studied_day > 0")
    check_store(store, load.learners, finished=True)
    server.start()
    check_rankings(Sqlite(server.sqlite, world.scratch), server.port, load.learners)
    check_lock_out(server, faults)
    server.stop()
    return f"{load.acknowledged_count()} answers acknowledged, streaks after it {sorted(row[0] for row in streaks)}"


def wait_for_jobs(server, world):
    """Jobs whose last run lies in a future that never came must run again, without hands."""
    deadline = time.monotonic() + 60
    while True:
        store = Sqlite(server.sqlite, world.scratch)
        late = store.rows(f"SELECT name, ran_at, failure FROM foundation_job_runs WHERE ran_at > {int(time.time() * 1000) + 60000}")
        store.close()
        if not late:
            return
        expect(time.monotonic() < deadline, f"jobs still believe in the future: {late}")
        time.sleep(0.5)


def check_lock_out(server, faults):
    """A lock set while the clock ran ahead is not kept for days."""
    client = Client(server.port)
    wrong = {"login": "nguoithu0", "password": "không phải mật khẩu", "totp": None}
    faults.set(clock_offset_ms=3 * DAY_MS)
    codes = [client.ask("POST", "/api/v1/sessions", wrong)[1]["code"] for _ in range(6)]
    expect(codes[-1] == "locked_out", f"{codes}")
    faults.set(clock_offset_ms=0)
    status, reply = client.ask("POST", "/api/v1/sessions", wrong | {"password": "thử cho thật kỹ"})
    expect(status == 200, f"after the clock came back: {status} {reply}")
