"""Counts cases in the reports of ctest, GoogleTest and pytest."""
import dataclasses
import json
import xml.etree.ElementTree as ElementTree


@dataclasses.dataclass
class Tally:
    passed: int = 0
    failed: list = dataclasses.field(default_factory=list)

    def count(self, name, passed):
        if passed:
            self.passed += 1
        else:
            self.failed.append(name)

    def __iadd__(self, other):
        self.passed += other.passed
        self.failed += other.failed
        return self


def of_googletest(executable, path):
    """Cases that ran; a skipped or disabled one is neither passed nor failed."""
    tally = Tally()
    for suite in json.loads(path.read_text(encoding="utf-8"))["testsuites"]:
        for case in suite["testsuite"]:
            if case.get("result") == "COMPLETED":
                tally.count(f"{executable}: {case['classname']}.{case['name']}", "failures" not in case)
    return tally


def of_ctest(junit, cases):
    """ctest's report gives the executables; GoogleTest's, in folder `cases`, what ran in each."""
    tally = Tally()
    if not junit.exists():
        tally.count("ctest: wrote no report", False)
        return tally
    for test in ElementTree.parse(junit).getroot().iter("testcase"):
        name, passed = test.get("name"), test.get("status") == "run"
        report = cases / f"{name}.json"
        try:
            of_cases = of_googletest(name, report)
        except (OSError, ValueError, KeyError):
            # No GoogleTest, or one that died before it could report.
            tally.count(f"{name}: ended before its report" if not passed else name, passed)
            continue
        tally += of_cases
        if not passed and not of_cases.failed:
            tally.count(f"{name}: failed after its cases: {last_words(test.findtext('system-out') or '')}", False)
    return tally


def last_words(output):
    """A sanitizer's summary; else what was printed last, before a time limit or an exit."""
    lines = output.strip().splitlines() or ["printed nothing"]
    return next((line for line in reversed(lines) if line.startswith("SUMMARY: ")), lines[-1])


def of_pytest(folder, junit, status):
    tally = Tally()
    if not junit.exists():
        tally.count(f"{folder}: pytest ended with {status} and no report", False)
        return tally
    for case in ElementTree.parse(junit).getroot().iter("testcase"):
        if case.find("skipped") is None:
            wrong = case.find("failure") is not None or case.find("error") is not None
            tally.count(f"{folder}: {case.get('classname')}::{case.get('name')}", not wrong)
    if status != 0 and not tally.failed:
        tally.count(f"{folder}: pytest ended with {status}", False)
    return tally
