"""A throw-away PostgreSQL, or the one that STATYBOS_TEST_DATABASE_URL names, and databases in it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
PSQL = PROGRAMS / "psql"  # what the path has is a wrapper in Perl, which takes five times as long


def _as_postgres(command):
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return [str(part) for part in command]
    drop = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return drop + [str(part) for part in command]


class Databases:
    """Makes and drops databases on the server of `url`."""

    def __init__(self, url):
        self.url = url
        self.made = 0

    def url_of(self, name):
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(path=f"/{name}"))

    def sql(self, statement, database="postgres"):
        """One statement's rows, unaligned; for looking at what no interface shows."""
        command = [PSQL, self.url_of(database), "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{statement}: {done.stderr.strip()}"
        return done.stdout.splitlines()

    def create(self, template=None):
        """The name of a new database; with `template` a copy of its files, which costs less than one by the log."""
        self.made += 1
        name = f"e2e_{os.getpid()}_{self.made}"
        self.sql(f'CREATE DATABASE "{name}"' + (f' STRATEGY file_copy TEMPLATE "{template}"' if template else ""))
        return name

    def drop(self, name):
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class Cluster(Databases):
    """A PostgreSQL of our own, reachable by socket only, that may be stopped and started."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="statybos-e2e-pg-", dir="/tmp"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        # Every user may reach the socket: the server under test need not run as we do.
        self.folder.chmod(0o711)
        self._run(
            "initdb",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--username=postgres",
            "-D",
            self.data,
        )
        super().__init__(f"postgresql://postgres@/postgres?host={self.folder}")
        self.start()

    @property
    def data(self):
        return self.folder / "data"

    def _run(self, program, *arguments):
        done = subprocess.run(
            _as_postgres([PROGRAMS / program, *arguments]),
            cwd="/",
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}"

    def create(self, template=None):
        name = super().create(template)
        if template:
            # A copied sequence hands out values that the log does not know before the next
            # checkpoint; a crash before that takes them back.
            self.sql("CHECKPOINT")
        return name

    def start(self):
        # Without fsync a killed postmaster loses nothing; only a dead machine would.
        options = (
            f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
            " -c max_connections=200 -c logging_collector=off"
        )
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self.data, "-l", self.folder / "log", "-o", options)

    def stop(self, mode="immediate"):
        """`immediate` leaves every client with a broken connection, as a crash does."""
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", self.data)

    def remove(self):
        subprocess.run(
            _as_postgres([PROGRAMS / "pg_ctl", "stop", "-m", "immediate", "-D", self.data]),
            cwd="/",
            check=False,
            capture_output=True,
        )
        shutil.rmtree(self.folder, ignore_errors=True)
