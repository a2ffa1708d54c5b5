"""The real `stripe` package (tests/stripe): signs webhooks, and says what its calls look like."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from .settings import ROOT

SOURCE = ROOT / "tests" / "stripe"
FOLDER = Path(os.environ.get("STATYBOS_BUILD_DIR", ROOT / "build" / "release")) / "tests" / "stripe"


def installed():
    """Its folder; needs Node 18 or newer and, the first time, the package registry."""
    if not shutil.which("npm") or not shutil.which("node"):
        pytest.fail("the real stripe package needs Node 18 with npm; ./dev installs both")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        shutil.copy(file, FOLDER)
    lock, fetched = (SOURCE / "package-lock.json").read_text(encoding="utf-8"), FOLDER / "node_modules" / "fetched-lock.json"
    if not fetched.exists() or fetched.read_text(encoding="utf-8") != lock:
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0, done.stdout
        fetched.write_text(lock, encoding="utf-8")
    return FOLDER


def signature(payload, secret, timestamp=None):
    """The header Stripe-Signature, by generateTestHeaderString()."""
    line = json.dumps({"payload": payload, "secret": secret, "timestamp": int(timestamp or time.time())})
    done = subprocess.run(["node", "sign.js"], cwd=installed(), input=line + "\n", check=True, capture_output=True, text=True)
    return done.stdout.strip()


def call(url, secret_key, calls):
    """What the package's own calls come to against a server of Stripe's interface."""
    done = subprocess.run(["node", "calls.js", url, secret_key], cwd=installed(), input=json.dumps(calls), check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def parameters(room, interface):
    """Names that the package's own types give to an interface of parameters, at its first level."""
    text = (installed() / "node_modules" / "stripe" / "esm" / "resources" / f"{room}.d.ts").read_text(encoding="utf-8")
    body = text[text.index(f"interface {interface} {{"):]
    names, depth = set(), 0
    for line in body.splitlines():
        code = line.strip()
        if depth == 1 and ":" in code and not code.startswith(("*", "/*", "//")):
            names.add(code.split(":")[0].rstrip("?").strip("'\" "))
        depth += code.count("{") - code.count("}")
        if depth == 0 and names:
            break
    return names
