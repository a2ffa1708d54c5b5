"""The demo's data keeps its rules; they stand beside it."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples" / "demo-data"))

from check_demo_data import *  # noqa: E402,F401,F403
