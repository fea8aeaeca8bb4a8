"""Ports for servers under test."""
import random
import socket


def free_port():
    """Free now, and below the ports that the kernel gives to clients (from 32768 on): there, a client's closed connection
    would for a minute keep a server from listening, and one that is started again might find its port taken."""
    for port in random.sample(range(10_000, 32_000), 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no port is free")
