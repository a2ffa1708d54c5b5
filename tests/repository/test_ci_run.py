""".ci/run adds up both runs of the suite and hides none that ended early."""
import shutil

from conftest import ROOT, run


def ci(folder, body, presets=("release", "dev")):
    """Runs a copy of .ci/run whose ./dev is `body`, with $preset and $tally at hand."""
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", folder / ".ci/run")
    (folder / "dev").write_text(f'#!/bin/bash\npreset=$3 tally=$5\n{body}\n')
    (folder / "dev").chmod(0o755)
    done = run(folder / ".ci/run", *presets)
    return done.returncode, done.stdout.splitlines()


def test_both_runs_are_added(tmp_path):
    status, lines = ci(tmp_path, '[[ $preset == release ]] && echo "400 0" >$tally || echo "380 0" >$tally')
    assert (status, lines) == (0, ["780 passed, 0 failed"])


def test_one_failure_fails_the_whole(tmp_path):
    status, lines = ci(tmp_path, '[[ $preset == release ]] && echo "400 0" >$tally || { echo "379 1" >$tally; exit 1; }')
    assert (status, lines) == (1, ["779 passed, 1 failed"])


def test_a_run_that_ends_before_it_counts_is_a_failure(tmp_path):
    status, lines = ci(tmp_path, '[[ $preset == release ]] && echo "400 0" >$tally || exit 3')
    assert status == 1
    assert lines == ["FAILED ./dev test --preset dev: ended with status 3 before its tests were counted", "400 passed, 1 failed"]


def test_counts_that_are_none_are_a_failure(tmp_path):
    status, lines = ci(tmp_path, "echo >$tally")
    assert (status, lines[-1]) == (1, "0 passed, 2 failed")


def test_nothing_tested_is_no_success(tmp_path):
    assert ci(tmp_path, "echo 0 0 >$tally") == (1, ["0 passed, 0 failed"])


def test_both_presets_run_unless_told_otherwise(tmp_path):
    body = 'echo "$preset" >>asked; echo "3 0" >$tally'
    assert ci(tmp_path, body, presets=()) == (0, ["6 passed, 0 failed"])
    assert (tmp_path / "asked").read_text() == "release\ndev\n"
