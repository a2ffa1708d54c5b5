"""What the tests of this repository's tools share: the build they judge and an installed SDK."""
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("STATYBOS_BUILD_DIR", ROOT / "build" / "release"))
sys.path[:0] = [str(ROOT / "sdk" / "tools"), str(ROOT / ".ci")]


def run(*command, **options):
    """The finished process; its output and errors together, as text, in `stdout`."""
    return subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=900, check=False, **options)


@pytest.fixture(scope="session")
def sdk(tmp_path_factory):
    """Prefix of an SDK installed as an author would get it."""
    prefix = tmp_path_factory.mktemp("prefix")
    # The SDK's sources are compiled by every outside project; the paths below this run's folder are
    # hashed as relative ones, so that the next run finds them in the cache.
    os.environ.update(CMAKE_CXX_COMPILER_LAUNCHER="ccache", CCACHE_NOHASHDIR="1",
                      CCACHE_BASEDIR=str(tmp_path_factory.getbasetemp()))
    done = run("cmake", "--install", BUILD, "--component", "sdk", "--prefix", prefix)
    assert done.returncode == 0, done.stdout
    return prefix
