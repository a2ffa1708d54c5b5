"""A server that is killed at a chosen step, and people who ask again until they know."""

import threading
import time

import requests

from .gates import gate
from .waiting import PATIENCE


def kill_at(own, begin, step, lost):
    """Kills the server when whom `begin` sends has come to the step."""
    with gate(own.database, own.name, step) as closed:
        begin()
        closed.wait_for_somebody()
        own.server.kill()
        closed.open(lost)


def let_go_of_what_the_dead_held(own):
    """As if the time had passed after which others take over jobs and claims on Idempotency-Keys."""
    own.database.sql("UPDATE kernel.job SET locked_until = now() WHERE status = 'running'", own.name)
    own.database.sql("UPDATE kernel.idempotency_key SET expires_at = now() WHERE status IS NULL", own.name)


class Persistent:
    """Asks for one thing until it is given: what the answer says is what counts."""

    def __init__(self, ask):
        """@param ask  gives an Answer; the same request with the same key each time"""
        self.ask, self.answer = ask, None
        self.thread = threading.Thread(target=self._persist, daemon=True)

    def begin(self):
        self.thread.start()
        return self

    def _persist(self):
        deadline = time.monotonic() + 180 * PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = self.ask()
            except requests.RequestException:
                answer = None
            if answer is not None and answer.status in (200, 201):
                self.answer = answer
                return
            time.sleep(0.05)

    def finish(self):
        self.thread.join(240 * PATIENCE)
        assert self.answer is not None, "somebody still waits for an answer"
        return self.answer
