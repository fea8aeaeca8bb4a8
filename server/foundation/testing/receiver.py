#!/usr/bin/python3
"""A mail server and a web server that keep what they get: receiver.py FOLDER

Prints their two ports on one line and runs until its input ends. Letters to busy@… are put off (451), to nobody@… refused
(550); posts to /busy get 503, to /refused 400, and /silent never answers."""
import http.server
import json
import pathlib
import socket
import sys
import threading
import time

from aiosmtpd.controller import Controller

FOLDER = pathlib.Path(sys.argv[1])
LOCK = threading.Lock()


def keep(kind, text):
    with LOCK:
        number = len(list(FOLDER.glob(f"{kind}-*.new"))) + len(list(FOLDER.glob(f"{kind}-*.txt")))
        path = FOLDER / f"{kind}-{number}.new"
        path.write_text(text, encoding="utf-8")
        path.rename(path.with_suffix(".txt"))


class Mailbox:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("busy@"):
            return "451 try again later"
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        keep("mail", f"{envelope.mail_from} -> {', '.join(envelope.rcpt_tos)}\n" + envelope.content.decode("ascii"))
        return "250 kept"


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/silent":
            time.sleep(20)
            return
        status = {"/busy": 503, "/refused": 400}.get(self.path, 204)
        if status == 204:
            keep("hook", json.dumps({"headers": {k.lower(): v for k, v in self.headers.items()}, "body": body}))
        self.send_response(status)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def main():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mail = Controller(Mailbox(), hostname="127.0.0.1", port=port)
    mail.start()
    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    web.daemon_threads = True
    threading.Thread(target=web.serve_forever, daemon=True).start()
    print(port, web.server_address[1], flush=True)
    sys.stdin.read()
    mail.stop()


main()
