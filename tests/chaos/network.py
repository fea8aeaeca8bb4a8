"""Clients that are many, slow, half gone or malicious."""
import contextlib
import json
import random
import re
import resource
import selectors
import socket
import time

from checks import Sqlite, check_rankings, check_store, expect
from load import Load
from product import Client, Server

ASK = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
OWN_FILES = 400  # descriptors this driver and the server need beside the connections


def connect(port, timeout=30):
    return socket.create_connection(("127.0.0.1", port), timeout=timeout)


def read_reply(connection):
    """Status of one whole reply, 0 when the server closed without one."""
    raw = b""
    try:
        while b"\r\n\r\n" not in raw:
            more = connection.recv(65536)
            if not more:
                return 0
            raw += more
        head, _, body = raw.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        while length and len(body) < int(length.group(1)):
            more = connection.recv(65536)
            if not more:
                return 0
            body += more
        return int(head.split()[1])
    except ConnectionError:
        return 0


def server_errors(server):
    text = Client(server.port).ask("GET", "/metrics")[1]
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines()
               if line.startswith("bdh_http_requests_total") and 'status="5' in line)


def connection_count(server):
    text = Client(server.port).ask("GET", "/metrics")[1]
    return int(float(re.search(r"^bdh_connections (\S+)", text, re.M).group(1)))


def concluded(world, server, load, wanted_errors=0):
    load.finish()
    expect(not load.faults and not load.refusals, f"{load.faults[:3]} {load.refusals}")
    expect(server_errors(server) == wanted_errors, "the server blames itself (5xx) for what clients did")
    check_rankings(Sqlite(server.sqlite, world.scratch), server.port, load.learners)
    server.stop()
    check_store(Sqlite(server.sqlite, world.scratch), load.learners, finished=True)


def many_connections(world, seed, wanted):
    """So many clients hold a connection each and ask now and then, while others learn."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(wanted, hard - OWN_FILES)
    server = Server(world.binary, world.fresh_data())
    with contextlib.ExitStack() as undo:
        undo.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        server.start()
        before_mb = server.resident_mb()
        load = Load(server, world.cookies, world.items, seed, rate=20)
        dice = random.Random(seed)
        held = []
        undo.callback(lambda: [each.close() for each in held])
        for _ in range(count):
            held.append(connect(server.port))
            held[-1].sendall(ASK)
            if len(held) % 500 == 0:
                expect(read_reply(held[-1]) == 200, "no answer while connections come")
                held[-1].sendall(ASK)
        for each in held:
            expect(read_reply(each) == 200, "a connection was not answered")
        expect(connection_count(server) >= count, f"only {connection_count(server)} of {count} connections are open")
        with load:
            load.wait_for(500)
            for each in dice.sample(held, 500):
                each.sendall(ASK)
                expect(read_reply(each) == 200, "a connection held for long was not answered")
        held_mb = server.resident_mb() - before_mb
        for each in held:
            each.close()
        held.clear()
        deadline = time.monotonic() + 30
        while connection_count(server) > 200:
            expect(time.monotonic() < deadline, f"{connection_count(server)} connections are still open after their clients closed them")
            time.sleep(0.1)
        slowest = load.slowest_s
        concluded(world, server, load)
    note = "" if count == wanted else f" (this machine allows no more than {hard} open files)"
    return f"{count} connections{note}, {held_mb:.0f} MB for them, slowest of {load.acknowledged_count()} answers beside them {slowest * 1000:.0f} ms"


def too_many_connections(world, seed):
    """Beyond connections-max, or beyond what the system allows, the newest are closed at once; when others leave there is room
    again, and the database never lacks a file descriptor."""
    fill_up(Server(world.binary, world.fresh_data(), options=["--connections-max", "100"]), world)
    limited = Server(world.binary, world.fresh_data(), files=200)  # of which the server keeps half for itself
    fill_up(limited, world)
    expect(limited.logged("connections_limited") == 1, "nobody was told that the system allows too few connections")
    return "twice 100 served, 30 closed at once, room again afterwards"


def fill_up(server, world):
    server.start()
    held = [connect(server.port) for _ in range(130)]
    for each in held:
        with contextlib.suppress(ConnectionError):
            each.sendall(ASK)
    statuses = [read_reply(each) for each in held]
    expect(statuses.count(200) == 100 and statuses.count(0) == 30, f"{statuses.count(200)} answered, {statuses.count(0)} closed")
    server.must("backup", str(world.scratch / "while-full.sqlite"))
    for each in held:
        each.close()
    deadline = time.monotonic() + 30
    while not server.is_healthy():
        expect(time.monotonic() < deadline, "no room although everybody left")
        time.sleep(0.05)
    server.stop()


def slow_senders(world, seed):
    """Slow-loris: headers and bodies that come a byte a second hold a socket, not the server, and are cut off in time."""
    server = Server(world.binary, world.fresh_data())
    server.start()
    load = Load(server, world.cookies, world.items, seed, rate=20)
    head = b"POST /api/v1/answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
    started = time.monotonic()
    slow = {connect(server.port): (index % 2 == 1) for index in range(300)}
    for each, sends_body in slow.items():
        each.sendall(head if sends_body else b"GET /healthz HTTP/1.1\r\nX: ")
        each.setblocking(False)
    watch = selectors.DefaultSelector()
    for each in slow:
        watch.register(each, selectors.EVENT_READ)
    with load:
        # Headers are cut off after 15 s. Bodies may take a minute, which is too long to watch here.
        while any(not sends_body for sends_body in slow.values()):
            expect(time.monotonic() < started + 60, f"{len(slow)} slow senders are still there after a minute")
            for key, _ in watch.select(0.2):
                with contextlib.suppress(ConnectionError):
                    if key.fileobj.recv(4096):
                        continue
                watch.unregister(key.fileobj)
                slow.pop(key.fileobj)
            for each in list(slow):
                with contextlib.suppress(OSError):
                    each.send(b"a")
        took = time.monotonic() - started
    expect(took > 10, f"slow headers were cut off after {took:.1f} s already")
    slowest = load.slowest_s
    expect(load.acknowledged_count() > 500, f"only {load.acknowledged_count()} answers beside slow senders")
    for each in slow:
        each.close()
    concluded(world, server, load)
    return f"150 slow headers cut off after {took:.0f} s, slowest of {load.acknowledged_count()} answers beside them {slowest * 1000:.0f} ms"


def half_closed(world, seed):
    """Clients that close one direction, vanish in the middle, or send what is no HTTP."""
    server = Server(world.binary, world.fresh_data())
    server.start()
    load = Load(server, world.cookies, world.items, seed, rate=20)
    dice = random.Random(seed)
    body = json.dumps({"events": []}).encode()
    whole = (b"POST /api/v1/answers HTTP/1.1\r\nHost: localhost\r\nCookie: " + world.cookies[0].encode() +
             b"\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)) + body
    with load:
        for turn in range(300):
            connection = connect(server.port)
            end = dice.randrange(1, len(whole))
            match turn % 5:
                case 0:  # says it will send no more, and still wants the answer
                    connection.sendall(whole)
                    connection.shutdown(socket.SHUT_WR)
                    status = read_reply(connection)
                    expect(status == 400, f"half-closed after a whole request: {status}")
                case 1:
                    connection.sendall(whole[:end])
                    connection.shutdown(socket.SHUT_WR)
                    status = read_reply(connection)
                    expect(status in (0, 400), f"half-closed in the middle of a request: {status}")
                case 2:  # gone without waiting
                    connection.sendall(whole)
                case 3:  # gone with a reset
                    connection.sendall(whole[:end])
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                case 4:
                    with contextlib.suppress(ConnectionError):
                        connection.sendall(dice.randbytes(dice.randrange(1, 2000)) + b"\r\n\r\n")
                        status = read_reply(connection)
                        expect(status in (0, 400, 413), f"no HTTP at all: {status}")
            connection.close()
        expect_mistakes_told(server, world.cookies[0])
    deadline = time.monotonic() + 30
    while connection_count(server) > 50:
        expect(time.monotonic() < deadline, "sockets of clients long gone are still open")
        time.sleep(0.1)
    concluded(world, server, load)
    return f"300 bad ends, {load.acknowledged_count()} answers beside them"


def expect_mistakes_told(server, cookie):
    """Each mistake of a client has its own status, and none is the server's."""
    for method, path, body, headers, wanted in (
            ("POST", "/api/v1/answers", b"[" * 5000, {}, 400), ("POST", "/api/v1/answers", b"\xff\xfe", {}, 400),
            ("POST", "/api/v1/answers", b"{}", {"Content-Type": "text/plain"}, 415), ("POST", "/api/v1/answers", b" " * 300_000, {}, 413),
            ("POST", "/api/v1/answers", b" " * 13_000_000, {}, 413), ("GET", "/healthz", None, {"X": "x" * 20_000}, 413),
            ("GET", "/api/v1/%ff", None, {}, 400), ("DELETE", "/api/v1/answers", None, {}, 405), ("GET", "/api/v1/nothing", None, {}, 404),
            ("GET", "/api/v1/today", None, {"Cookie": "bdh_session=" + "0" * 64}, 401)):
        try:
            status = Client(server.port, cookie).ask(method, path, body, headers)[0]
        except ConnectionError:
            status = wanted if wanted == 413 else 0  # refused while it was still being sent
        expect(status == wanted, f"{method} {path} with {str(body)[:20]}: {status}, wanted {wanted}")
