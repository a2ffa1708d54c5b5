"""What the operator does besides starting and stopping: files, signals and commands."""

import os
import signal
import subprocess
from dataclasses import dataclass

from . import settings
from .server import binary
from .waiting import PATIENCE, eventually

MAIN = "marketplace.yaml"


def built(name):
    """A plugin of the tests or of the examples, from the build under test."""
    for folder in ("test-plugins", "examples"):
        path = binary().parent.parent / folder / f"{name}.so"
        if path.exists():
            return path
    raise AssertionError(f"{name}.so is not built: run ./dev build")


def plugin(identifier, name, **more):
    """An entry of `plugins`."""
    return {"id": identifier, "path": str(built(name)), **more}


def core_plugins():
    return settings.read(settings.ROOT / "config" / MAIN)["plugins"]


def only(*plugins, **more):
    """Changes of a configuration that enables these plugins and has these other sections."""
    return {MAIN: {"plugins": list(plugins), **more}}


def rewrite(server, name=MAIN, /, **change):
    """Puts whole sections of one of the server's files anew, as the operator does with an editor."""
    path = server.config.parent / name
    settings.write(path, {**settings.read(path), **change})


def reload(server):
    """SIGHUP; what was logged until the server said whether it reloaded."""
    since = server.log_size()
    server.process.send_signal(signal.SIGHUP)
    said = lambda: [line for line in server.tail(since).splitlines() if "reloaded" in line]  # noqa: E731
    eventually(said, "the server says whether it reloaded", within=60)
    return server.tail(since)


@dataclass
class Done:
    code: int
    out: str
    err: str


def run(server, *words, environment=None, config=True):
    """One command to its end, whatever the end.

    @param config  with the server's configuration and data folder
    """
    options = ["--config", server.config, "--data", server.data] if config else []
    done = subprocess.run(
        [binary(), *options, *words],
        cwd=settings.ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120 * PATIENCE,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    return Done(done.returncode, done.stdout, done.stderr)
