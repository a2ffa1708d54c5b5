"""The one throw-away PostgreSQL that all tests of a run share; each makes its own database in it."""
import contextlib
import shutil
import subprocess
import tempfile


@contextlib.contextmanager
def cluster(program, environment):
    """The superuser's URL, or None with the reason printed; stopped and removed at the end."""
    folder = tempfile.mkdtemp(prefix="statybos-suite-")
    # PostgreSQL runs as another user when we are root.
    subprocess.run(["chmod", "711", folder], check=True)
    process = None
    try:
        process = subprocess.Popen([program, f"{folder}/pg"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                   env=environment, start_new_session=True)
        url = process.stdout.readline().strip()
        if not url:
            print(f"{program} ended with {process.wait()}; each test starts a PostgreSQL of its own instead", flush=True)
        yield url or None
    finally:
        if process:
            process.stdin.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(folder, ignore_errors=True)
