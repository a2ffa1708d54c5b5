"""The closing line of ./dev test counts what ran: cases, crashes, findings after the last case."""
import json

import pytest

from lib import reports


def googletest(folder, executable, **cases):
    folder.mkdir(exist_ok=True)
    listed = [{"name": name, "classname": "Suite", "result": "SKIPPED" if outcome == "skip" else "COMPLETED",
               **({"failures": [{"failure": "…"}]} if outcome == "fail" else {})} for name, outcome in cases.items()]
    (folder / f"{executable}.json").write_text(json.dumps({"testsuites": [{"testsuite": listed}]}))


def ctest(folder, output="", **tests):
    path = folder / "ctest.xml"
    path.write_text("<testsuite>" + "".join(
        f'<testcase name="{name}" status="{status}"><system-out>{output}</system-out></testcase>'
        for name, status in tests.items()) + "</testsuite>")
    return path


def test_googletest_cases_are_counted_one_by_one(tmp_path):
    googletest(tmp_path / "cases", "money_test", Splits="pass", Rounds="fail", Waits="skip", Sums="pass")
    tally = reports.of_ctest(ctest(tmp_path, money_test="fail"), tmp_path / "cases")
    assert (tally.passed, tally.failed) == (2, ["money_test: Suite.Rounds"])


def test_an_executable_that_dies_is_one_failure(tmp_path):
    tally = reports.of_ctest(ctest(tmp_path, crash_test="fail"), tmp_path / "cases")
    assert (tally.passed, tally.failed) == (0, ["crash_test: ended before its report"])


@pytest.mark.parametrize("output, told", [
    ("[  PASSED  ] 1 test.\nSUMMARY: AddressSanitizer: 36 byte(s) leaked in 1 allocation(s).\nPostgreSQL stopped\n",
     "SUMMARY: AddressSanitizer: 36 byte(s) leaked in 1 allocation(s)."),
    ("[  PASSED  ] 1 test.\nterminate called without an active exception\n", "terminate called without an active exception"),
    ("", "printed nothing"),
])
def test_a_finding_after_the_last_case_is_a_failure_and_told(tmp_path, output, told):
    googletest(tmp_path / "cases", "leaky_test", Works="pass")
    tally = reports.of_ctest(ctest(tmp_path, output, leaky_test="fail"), tmp_path / "cases")
    assert tally.passed == 1
    assert tally.failed == [f"leaky_test: failed after its cases: {told}"]


def test_a_test_without_googletest_counts_as_one(tmp_path):
    tally = reports.of_ctest(ctest(tmp_path, fuzz_short="run"), tmp_path / "cases")
    assert (tally.passed, tally.failed) == (1, [])


def test_no_report_is_a_failure(tmp_path):
    assert reports.of_ctest(tmp_path / "ctest.xml", tmp_path).failed == ["ctest: wrote no report"]
    assert reports.of_pytest("tests/e2e", tmp_path / "e2e.xml", 4).failed == ["tests/e2e: pytest ended with 4 and no report"]


def test_pytest_cases_are_counted_one_by_one(tmp_path):
    junit = tmp_path / "e2e.xml"
    junit.write_text('<testsuites><testsuite><testcase classname="a" name="good"/><testcase classname="a" name="skipped"><skipped/></testcase>'
                     '<testcase classname="a" name="bad"><failure/></testcase><testcase classname="a" name="worse"><error/></testcase>'
                     "</testsuite></testsuites>")
    tally = reports.of_pytest("tests/e2e", junit, 1)
    assert (tally.passed, tally.failed) == (1, ["tests/e2e: a::bad", "tests/e2e: a::worse"])


def test_an_end_by_a_signal_is_a_failure_although_all_cases_passed(tmp_path):
    junit = tmp_path / "e2e.xml"
    junit.write_text('<testsuite><testcase classname="a" name="good"/></testsuite>')
    assert reports.of_pytest("tests/e2e", junit, -9).failed == ["tests/e2e: pytest ended with -9"]
