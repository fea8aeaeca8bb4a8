#!/usr/bin/env python3
"""Breaks the server in every way we could think of and looks whether anything was lost; README.md says what each shows.

usage: run.py BINARY [--long] [--seed N] [--rounds N] [--list] [SCENARIO …]

The last line is `N passed, M failed`. A failure prints its seed; the same seed makes the same choices again."""
import argparse
import pathlib
import signal
import sys
import time
import traceback

import archive
import backup
import clock
import disk
import kill
import network
import postgres
import power
from faults import BROKEN_DISK, FULL, READ_ONLY
from product import Server, World

LEARNERS = 16


ROUNDS_AT_ONCE = 20


def in_parts(scenario, rounds):
    """Many rounds as several runs from a fresh start: what is looked at after each would otherwise grow and grow."""
    def run(world, seed):
        said = []
        for part, first in enumerate(range(0, rounds, ROUNDS_AT_ONCE)):
            said.append(scenario(world, seed + part, min(ROUNDS_AT_ONCE, rounds - first)))
            if rounds > ROUNDS_AT_ONCE:
                print(f"   {min(rounds, first + ROUNDS_AT_ONCE)} of {rounds}: {said[-1]}", flush=True)
        return said[0] if len(said) == 1 else f"{rounds} in {len(said)} parts"
    return run


def scenarios(rounds, is_long):
    """Name -> what to run. `rounds` overrides how often a scenario that repeats does so."""
    often = lambda short, long: rounds or (long if is_long else short)
    return {
        "kill": in_parts(kill.kill_under_load, often(12, 200)),
        "power": in_parts(power.power_cuts, often(12, 200)),
        "replay": kill.replay_of_a_day,
        "disk_full": lambda world, seed: disk.cannot_write(world, seed, FULL),
        "disk_full_tmpfs": disk.tmpfs,
        "disk_read_only": lambda world, seed: disk.cannot_write(world, seed, READ_ONLY),
        "disk_broken": lambda world, seed: disk.cannot_write(world, seed, BROKEN_DISK),
        "disk_slow": disk.slow,
        "clock": clock.jumping,
        "backup": backup.under_load,
        "backup_schedule": backup.on_schedule,
        "archive": in_parts(archive.under_load, often(12, 200)),
        "archive_postgres": in_parts(archive.under_load_on_postgres, often(6, 100)),
        "many_connections": lambda world, seed: network.many_connections(world, seed, 10_000),
        "too_many_connections": network.too_many_connections,
        "slow_senders": network.slow_senders,
        "half_closed": network.half_closed,
        "postgres_cut": in_parts(postgres.connections_cut, often(12, 200)),
        "postgres_restart": in_parts(postgres.restarts, often(2, 20)),
        "postgres_failover": postgres.failover,
        "postgres_conflicts": postgres.conflicts,
    }


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--long", action="store_true", help="as often as the requirements ask, instead of a few minutes")
    options.add_argument("--seed", type=int, help="without it the day's date, so that every day tries something else")
    options.add_argument("--rounds", type=int)
    options.add_argument("--list", action="store_true")
    options.add_argument("scenario", nargs="*")
    options = options.parse_intermixed_args()
    known = scenarios(options.rounds, options.long)
    if options.list:
        print("\n".join(known))
        return 0
    unknown = set(options.scenario) - set(known)
    if unknown:
        print(f"no such scenario: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started and made is cleaned up
    seed = options.seed if options.seed is not None else int(time.strftime("%Y%m%d"))
    passed, failed = 0, 0
    world = World(pathlib.Path(options.binary).resolve(), LEARNERS)
    try:
        for name in options.scenario or known:
            started = time.monotonic()
            try:
                said = known[name](world, seed)
                if report := Server.sanitizer_report():
                    raise AssertionError(report)
                passed += 1
                print(f"ok {name}: {said}; {time.monotonic() - started:.0f} s", flush=True)
            except Exception as problem:  # whatever went wrong, the others still run
                failed += 1
                print(f"FAILED {name} (--seed {seed}): {problem}", flush=True)
                if not isinstance(problem, AssertionError):
                    traceback.print_exc()
            Server.kill_all()
    finally:
        world.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
