"""./dev says what it can do, and what it does not understand, before it starts anything."""
import pytest

from conftest import ROOT, run

MISTAKES = {
    ("--prot", "80"): "does not know the option --prot, see ./dev help",
    ("fly",): "does not know 'fly', see ./dev help",
    ("run", "--port", "high"): "--port is a number up to 65535, not 'high'",
    ("run", "--port", "65536"): "--port is a number up to 65535, not '65536'",
    ("run", "--port"): "--port needs a value, see ./dev help",
    ("run", "--data", "--no-install"): "--data needs a value, see ./dev help",
    ("build", "--preset", "fast"): "--preset is release, dev or tsan, not 'fast'",
}


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_dev_refuses(arguments):
    done = run(ROOT / "dev", *arguments)
    assert (done.returncode, done.stdout) == (2, f"dev: {MISTAKES[arguments]}\n")


def test_dev_help_names_every_command():
    done = run(ROOT / "dev")
    assert done.returncode == 0
    for command in ("run", "test", "build", "bench", "lint", "format", "help"):
        assert f"\n  {command} " in done.stdout


def test_a_package_of_another_origin_stands_in_for_those_that_it_provides(tmp_path):
    """NodeSource's nodejs brings npm; a package that was removed is missing though its name is known."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci/packages.txt").write_text("nodejs  # runs\nnpm  # installs\ngit\ng++\n")
    query = tmp_path / "dpkg-query"
    query.write_text("#!/bin/sh\nprintf 'ii  nodejs, nodejs-dev, npm (= 10.8)\\nii  g++, c++-compiler\\nrc  git, \\n'\n")
    query.chmod(0o755)
    done = run("bash", "-c", f". {ROOT}/.ci/lib/install.sh; missing_packages",
               env={"PATH": f"{tmp_path}:/usr/bin:/bin", "ROOT": str(tmp_path)})
    assert (done.returncode, done.stdout) == (0, "git\n")
