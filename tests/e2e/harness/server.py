"""One `statybos serve`, its folder, its log, and the signals it gets."""

import os
import signal
import socket
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import requests

from . import settings
from .waiting import PATIENCE, eventually


def binary():
    build = os.environ.get("STATYBOS_BUILD_DIR", settings.ROOT / "build" / "release")
    path = Path(os.environ.get("STATYBOS_BIN", Path(build) / "bin" / "statybos"))
    if not path.exists():
        pytest.exit(f"{path} is not there: run ./dev build first, or name the program in STATYBOS_BIN", 2)
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _link(source, target):
    """Thousands of pictures: a server replaces one by renaming, so that what others link to stays."""
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


class Server:
    """Starts as `./dev run` does. The folder outlives kills and restarts, and goes with remove()."""

    def __init__(self, database_url, changes=None, data=None):
        """
        @param database_url  None: the private PostgreSQL in the data folder
        @param changes       settings by file below config/, besides settings.yaml
        @param data          a data folder to begin with a copy of: it belongs to its database
        """
        self.folder = Path(tempfile.mkdtemp(prefix="statybos-e2e-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        if data:
            shutil.copytree(data, self.data, copy_function=_link)
        else:
            self.data.mkdir()
        self.log = self.folder / "server.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        changes = dict(changes or {})
        if database_url:
            own = {"marketplace.yaml": {"database": {"url": database_url}}}
            changes = settings.merged(changes, own)
        self.config = settings.write_variant(self.folder / "config", changes)
        self.process = None

    def command(self, *words):
        """Runs one command of the program to its end and returns what it printed."""
        with self.log.open("ab") as log:
            done = subprocess.run(
                [binary(), *words, *self._options()],
                cwd=settings.ROOT,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                timeout=300 * PATIENCE,
                text=True,
            )
        assert done.returncode == 0, f"statybos {' '.join(words)} ended with {done.returncode}\n{self.tail()}"
        return done.stdout

    def _options(self):
        return ["--config", self.config, "--data", self.data]

    def start(self, ready=True, options=()):
        """@param options  more words of the command line"""
        assert self.process is None, "the server runs already"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [binary(), "serve", *self._options(), "--port", str(self.port), *options],
                cwd=settings.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if ready:
            self.wait_until_ready()
        return self

    def _answers(self, path):
        assert self.process.poll() is None or pytest.fail(
            f"the server ended with {self.process.returncode}\n{self.tail()}"
        )
        try:
            return requests.get(f"{self.url}{path}", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def is_alive(self):
        return self._answers("/health/live")

    def is_ready(self):
        return self._answers("/health/ready")

    def wait_until_ready(self):
        eventually(self.is_ready, f"the server on port {self.port} is ready", within=90)

    def stop(self):
        """SIGTERM: the server finishes its requests and ends with 0."""
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(60 * PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            pytest.fail(f"the server did not end within a minute of SIGTERM\n{self.tail()}")
        assert code == 0, f"the server ended with {code} after SIGTERM\n{self.tail()}"

    def kill(self):
        """SIGKILL: nothing is finished, nothing is said."""
        process, self.process = self.process, None
        process.kill()
        process.wait()

    def tail(self, since=0, lines=60):
        """The log's last lines, of what was written after byte `since`."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(since)
            return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])

    def log_size(self):
        return self.log.stat().st_size if self.log.exists() else 0

    def resident_bytes(self):
        """Memory the process holds now."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def remove(self):
        if self.process:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
