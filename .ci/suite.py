#!/usr/bin/python3
"""Runs what `./dev test` runs and counts it: GoogleTest through ctest, pytest, and the checks.

Every GoogleTest case, pytest case and check counts as one; an executable that dies counts as one
failure. The last line is `N passed, N failed`, after the names of what failed.
"""
import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from lib import reports
from lib.cluster import cluster

ROOT = pathlib.Path(__file__).resolve().parents[1]
# Cheap ones first: a wrong format is known after seconds.
CHECKS = ("format", "layers", "sizes", "docs", "exports", "helpers", "headers")
CHECKS_OF_A_BUILD = ("exports",)
# Minutes of computing: beside the other parts, which wait much of the time.
CHECK_BESIDE = "tidy"
SANITIZERS = ROOT / ".ci" / "sanitizers"


def sanitizer_options():
    """Stop at the first finding; each suppression has its reason in its file."""
    return {
        "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:check_initialization_order=1",
        "LSAN_OPTIONS": f"suppressions={SANITIZERS}/leaks.txt:print_suppressions=0",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        "TSAN_OPTIONS": f"suppressions={SANITIZERS}/races.txt:halt_on_error=1:second_deadlock_stack=1",
    }


class Suite:
    def __init__(self, preset):
        self.preset = preset
        self.build = ROOT / "build" / preset
        self.reports = self.build / "reports"
        self.started = time.monotonic()
        self.tally = reports.Tally()
        self.environment = {**os.environ, **sanitizer_options(), "STATYBOS_BUILD_DIR": str(self.build),
                            "PYTHONDONTWRITEBYTECODE": "1"}

    def say(self, text):
        elapsed = int(time.monotonic() - self.started)
        print(f"==> {text} ({elapsed // 60}:{elapsed % 60:02})", flush=True)

    def run(self, name, command, timeout, **environment):
        """The exit status; a command that overstays its time is ended with all it started."""
        process = subprocess.Popen([str(part) for part in command], cwd=ROOT, start_new_session=True,
                                   env={**self.environment, **environment})
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            print(f"{name}: still running after {timeout} s, ended", flush=True)
            return -signal.SIGKILL
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def part(self, name, title, work):
        self.say(title)
        passed, failed, started = self.tally.passed, len(self.tally.failed), time.monotonic()
        work()
        print(f"    {name}: {self.tally.passed - passed} passed, {len(self.tally.failed) - failed} failed "
              f"in {time.monotonic() - started:.0f} s", flush=True)

    def unit(self):
        folder, junit = self.reports / "cases", self.reports / "ctest.xml"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        junit.unlink(missing_ok=True)
        self.run("ctest", ["ctest", "--test-dir", self.build, "--output-on-failure", "--parallel", os.cpu_count(),
                           "--output-junit", junit], 2400, GTEST_OUTPUT=f"json:{folder}/")
        self.tally += reports.of_ctest(junit, folder)

    def pytest(self, folder, *options):
        junit = self.reports / f"{folder}.xml"
        junit.parent.mkdir(parents=True, exist_ok=True)
        junit.unlink(missing_ok=True)
        status = self.run("pytest", [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={junit}",
                                     *options, f"tests/{folder}"], 2400)
        self.tally += reports.of_pytest(f"tests/{folder}", junit, status)

    def tools(self):
        self.pytest("repository", f"--numprocesses={os.cpu_count()}", "--dist=loadfile")

    def stories(self):
        """Most of a story is waiting, for a restart or a retry: more of them run than there are cores."""
        self.pytest("e2e", f"--numprocesses={2 * os.cpu_count()}", "--dist=loadfile")

    def checks(self):
        for name in CHECKS:
            if self.preset != "release" and name not in CHECKS_OF_A_BUILD:
                continue
            started = time.monotonic()
            status = self.run(name, [ROOT / ".ci" / "checks" / name, "--build", self.build], 900)
            self.judge(name, status, started)

    def judge(self, check, status, started):
        print(f"    {check}: {'ok' if status == 0 else 'FAILED'} ({time.monotonic() - started:.0f} s)", flush=True)
        self.tally.count(f"check {check}", status == 0)

    @contextlib.contextmanager
    def beside(self, check):
        """Runs a check while the body runs, and says afterwards what it found."""
        started = time.monotonic()
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            process = subprocess.Popen(["nice", "-n", "10", str(ROOT / ".ci" / "checks" / check), "--build", str(self.build)],
                                       cwd=ROOT, env=self.environment, start_new_session=True, stdout=output,
                                       stderr=subprocess.STDOUT)
            try:
                yield
                self.say(f"Waiting for the check {check}")
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(900)
                output.seek(0)
                print(output.read(), end="")
                self.judge(check, process.poll(), started)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--preset", default="release")
    parser.add_argument("--tally", type=pathlib.Path, help="write the counts here instead of the closing line")
    parser.add_argument("parts", nargs="*", metavar="part", help="unit, tools, e2e, checks; default: all of them")
    asked = parser.parse_args()

    suite = Suite(asked.preset)
    parts = {
        "checks": ("Checks", suite.checks),
        "unit": ("Unit and database tests", suite.unit),
        "tools": ("Tests of the repository's tools", suite.tools),
        "e2e": ("End-to-end tests", suite.stories),
    }
    unknown = set(asked.parts) - parts.keys()
    if unknown:
        parser.error(f"does not know the part {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    # The tools are not compiled, so one preset tells all about them.
    chosen = asked.parts or [name for name in parts if name != "tools" or asked.preset == "release"]
    with contextlib.ExitStack() as running:
        if "checks" in chosen and asked.preset == "release":
            running.enter_context(suite.beside(CHECK_BESIDE))
        url = running.enter_context(cluster(suite.build / "bin" / "statybos_test_cluster", suite.environment))
        if url:
            suite.environment["STATYBOS_TEST_DATABASE_URL"] = url
        for name, (title, work) in parts.items():
            if name in chosen:
                suite.part(name, title, work)

    suite.say(f"The suite of preset {asked.preset} is through")
    for failure in suite.tally.failed:
        print(f"FAILED {failure}")
    if asked.tally:
        asked.tally.write_text(f"{suite.tally.passed} {len(suite.tally.failed)}\n", encoding="utf-8")
    else:
        print(f"{suite.tally.passed} passed, {len(suite.tally.failed)} failed")
    return 1 if suite.tally.failed or not suite.tally.passed else 0


if __name__ == "__main__":
    # So that a stopped run stops its PostgreSQL, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
