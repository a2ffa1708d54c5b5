"""The plugins of examples/, built against the SDK that an author would install."""

import os
import subprocess
from pathlib import Path

from .settings import ROOT

BUILD = Path(os.environ.get("STATYBOS_BUILD_DIR", ROOT / "build" / "release"))


def build(*arguments):
    """What examples/build.sh builds; nothing where it is built already."""
    cache = {"CMAKE_CXX_COMPILER_LAUNCHER": "ccache", "CCACHE_BASEDIR": str(ROOT), "CCACHE_NOHASHDIR": "1"}
    done = subprocess.run(
        [ROOT / "examples" / "build.sh", *arguments],
        env={**os.environ, "STATYBOS_BUILD_DIR": str(BUILD), **cache},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]


def plugin(folder):
    """The plugin that lies in a folder of `build/…/examples`."""
    (found,) = (BUILD / "examples" / folder / "plugins").iterdir()
    return found
