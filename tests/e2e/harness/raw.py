"""Bytes on a socket, for what no HTTP library would send."""

import json
import socket
from dataclasses import dataclass


@dataclass
class RawAnswer:
    status: int
    headers: dict
    body: bytes

    @property
    def code(self):
        return json.loads(self.body)["code"]


class Wire:
    """One TCP connection to the server."""

    def __init__(self, server, timeout=30.0):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=timeout)
        self.received = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """False when the server has closed its side already."""
        try:
            self.socket.sendall(data)
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def _more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self.received += data
        return bool(data)

    def answer(self):
        """The next answer with a Content-Length, or None when the connection ended before one."""
        while b"\r\n\r\n" not in self.received:
            if not self._more():
                return None
        head, self.received = self.received.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
        length = int(headers.get("content-length", 0))
        while len(self.received) < length and self._more():
            pass
        body, self.received = self.received[:length], self.received[length:]
        return RawAnswer(int(first.split(" ")[1]), headers, body)

    def is_closed(self):
        """Waits for the server to end the connection."""
        while self._more():
            pass
        return True


def ask_raw(server, data):
    with Wire(server) as wire:
        wire.send(data)
        return wire.answer()
