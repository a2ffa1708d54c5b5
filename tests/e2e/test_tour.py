"""What the documents show of a terminal is what a reader sees who types it."""

import os
import shlex

import pytest

from harness import settings
from harness.console import Bash, steps_of
from harness.server import binary
from harness.waiting import eventually


def changes_nothing(command):
    return "--json" not in command and command.startswith("curl ")


@pytest.fixture
def bash(own_server, tmp_path):
    """A shell in the clone, in which `statybos` means this build and the data of `own_server`."""
    server = own_server.server
    words = [str(binary()), '"$@"', "--config", str(server.config), "--data", str(server.data)]
    program = tmp_path / "statybos"
    line = " ".join(word if word == '"$@"' else shlex.quote(word) for word in words)
    program.write_text(f"#!/bin/sh\nexec {line} 2>/dev/null\n", encoding="utf-8")
    program.chmod(0o755)
    shell = Bash(settings.ROOT, **{**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    yield shell
    shell.close()


@pytest.mark.parametrize("document", ["README.md", "docs/operators-guide.md"])
def test_a_reader_sees_what_is_written(document, own_server, bash):
    steps = steps_of(settings.ROOT / document)
    assert len(steps) >= 5
    for step in steps:
        command = step.command.replace("http://127.0.0.1:8080", own_server.server.url)
        lines = bash.run(command)
        if changes_nothing(command) and not step.matches(lines):
            # What is told after the commit may take a moment.
            eventually(lambda: step.matches(bash.run(command)), f"`{step.command}` shows {step.expected}")
        else:
            assert step.matches(lines), f"$ {step.command}\nshows\n" + "\n".join(lines)
