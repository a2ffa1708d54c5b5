"""Waiting for a condition instead of for time."""

import os
import time

# Sanitizer builds are several times slower; the suite may say so.
PATIENCE = float(os.environ.get("STATYBOS_TEST_PATIENCE", "1"))


def eventually(condition, what, within=30.0):
    """The first true value of `condition()`; an assertion of the condition's own may fail meanwhile.

    @param within  seconds until it is a failure, times the patience of the run
    """
    deadline = time.monotonic() + within * PATIENCE
    pause, last = 0.02, None
    while True:
        try:
            last = condition()
            if last:
                return last
        except AssertionError as failure:
            last = failure
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not so after {within * PATIENCE:.0f} s, last seen: {last!r}")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.5)
