"""A terminal session as a document shows it: `$ command`, `> its next line`, and what it prints."""

import re
import subprocess
import uuid
from dataclasses import dataclass, field
from pathlib import Path

FENCE = re.compile(r"^```console[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass
class Step:
    command: str
    expected: list = field(default_factory=list)

    def matches(self, lines):
        """`…` in the document stands for anything within a line; `…` alone for any lines."""
        wanted = "\n".join(re.escape(line).replace("…", ".*") for line in self.expected)
        wanted = re.sub(r"(^|\n)\.\*(?=\n|$)", r"\1[\\s\\S]*", wanted)
        return re.fullmatch(wanted, "\n".join(lines)) is not None


def steps_of(document: Path):
    steps = []
    for block in FENCE.findall(document.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append(Step(line[2:]))
            elif line.startswith("> "):
                steps[-1].command += "\n" + line[2:]
            else:
                steps[-1].expected.append(line)
    return steps


class Bash:
    """One shell for all commands, so that later ones see the variables of earlier ones."""

    def __init__(self, folder, **environment):
        self.process = subprocess.Popen(
            ["bash"], cwd=folder, env=environment, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )

    def run(self, command):
        mark = uuid.uuid4().hex
        self.process.stdin.write(f"{command}\necho {mark}\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line.rstrip("\n").endswith(mark):
                rest = line.rstrip("\n")[: -len(mark)]
                return lines + ([rest] if rest else [])
            lines.append(line.rstrip("\n"))
        raise AssertionError(f"the shell ended at: {command}")

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()
