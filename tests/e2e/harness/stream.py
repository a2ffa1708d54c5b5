"""A client of GET /api/stream: what a browser's EventSource does, so that a story can look at it."""

import http.client
import json
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from .waiting import PATIENCE, eventually


@dataclass
class Event:
    id: str
    name: str
    data: dict


class Stream:
    """Open until close(). `events` in the order in which they came."""

    def __init__(self, person, last_event_id=None):
        more = {"Last-Event-ID": last_event_id} if last_event_id else {}
        connection = http.client.HTTPConnection(urlsplit(person.url).netloc, timeout=60 * PATIENCE)
        connection.request("GET", "/api/stream", headers={**person.http.headers, "Accept": "text/event-stream", **more})
        self._socket = connection.sock
        self.answer = connection.getresponse()
        assert self.answer.status == 200, self.answer.read()
        self.events, self.ended, self.last_id = [], threading.Event(), last_event_id
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        fields = {}
        try:
            for line in self.answer:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                    continue
                # An id counts also where there is nothing else, as the standard says.
                self.last_id = fields.get("id", self.last_id)
                if "data" in fields:
                    self.events.append(Event(fields.get("id"), fields.get("event"), json.loads(fields["data"])))
                fields = {}
        except OSError:
            pass  # the server was killed
        self.ended.set()

    def names(self):
        return [event.name for event in self.events]

    def awaited(self, count):
        """The events, once there are so many."""
        eventually(lambda: len(self.events) >= count, f"{count} events are on the stream")
        return self.events

    def awaits_end(self):
        assert self.ended.wait(30 * PATIENCE), "the stream stays open"

    def close(self):
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # ended by the server
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Follower:
    """Comes back with the last id whenever its stream ends, as EventSource does. `events` of all its streams."""

    def __init__(self, person):
        self.person, self.streams, self._closed = person, [Stream(person)], threading.Event()
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self):
        while True:
            self.streams[-1].ended.wait()
            if self._closed.is_set():
                return
            self.streams.append(Stream(self.person, self.streams[-1].last_id))

    @property
    def events(self):
        return [event for stream in self.streams for event in stream.events]

    def ids(self):
        return [event.id for event in self.events]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._closed.set()
        self.streams[-1].close()
