"""Holding a server still at one statement of its way, by means that the database has anyway."""

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass

from .databases import PSQL
from .waiting import eventually

LOCK = 8253


@dataclass(frozen=True)
class Step:
    """A row that is about to be written, or, `at_commit`, a transaction that wrote it and is about to end."""

    table: str
    event: str = "INSERT"
    when: str = ""
    at_commit: bool = False

    def trigger(self):
        condition = f" WHEN ({self.when})" if self.when else ""
        if self.at_commit:
            kind, timing = "CONSTRAINT TRIGGER", f"AFTER {self.event} ON {self.table} DEFERRABLE INITIALLY DEFERRED"
        else:
            kind, timing = "TRIGGER", f"BEFORE {self.event} ON {self.table}"
        return f"CREATE {kind} e2e_gate {timing} FOR EACH ROW{condition} EXECUTE FUNCTION e2e_wait()"


class Gate:
    """Whoever comes to the step waits until open()."""

    def __init__(self, databases, name, step):
        self.databases, self.name, self.step = databases, name, step
        self.holder = subprocess.Popen(
            [PSQL, databases.url_of(name), "-XAtq"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.holder.stdin.write(f"SELECT pg_advisory_lock({LOCK});\n")
        self.holder.stdin.flush()
        self.holder.stdout.readline()
        # Who waits for longer than the interval would notice that its client was killed, and give up.
        self._sql(
            "CREATE OR REPLACE FUNCTION e2e_wait() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN PERFORM set_config('client_connection_check_interval', '0', true);"
            f" PERFORM pg_advisory_xact_lock_shared({LOCK}); RETURN NEW; END$$"
        )
        self._sql(step.trigger())

    def _sql(self, statement):
        return self.databases.sql(statement, self.name)

    def _waiting(self):
        found = self._sql(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"
        )
        return [int(pid) for pid in found]

    def wait_for_somebody(self):
        eventually(self._waiting, f"somebody comes to {self.step}", within=60)

    def open(self, lost=False):
        """@param lost  what waits is rolled back; else it is carried out, though nobody hears of it"""
        waiting = self._waiting()
        for pid in waiting if lost else []:
            self._sql(f"SELECT pg_terminate_backend({pid}, 10000)")
        self.holder.stdin.close()
        self.holder.wait()
        # Waits for those who were let through.
        self._sql(f"DROP TRIGGER IF EXISTS e2e_gate ON {self.step.table}")


@contextmanager
def gate(databases, name, step):
    """A gate that is open again whatever the story did."""
    made = Gate(databases, name, step)
    try:
        yield made
    finally:
        if made.holder.poll() is None:
            made.open()
