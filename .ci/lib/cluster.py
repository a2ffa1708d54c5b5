"""The one throw-away PostgreSQL that all tests of a run share; each makes its own database in it."""
import contextlib
import os
import shutil
import subprocess
import tempfile

MEMORY, MEMORY_NEEDED = "/dev/shm", 4 << 30


def folder_of_memory():
    """Where files cost no disk: hundreds of databases are made and dropped. None: on disk, then."""
    if not os.access(MEMORY, os.W_OK):
        return None
    free = os.statvfs(MEMORY)
    return MEMORY if free.f_bavail * free.f_frsize >= MEMORY_NEEDED else None


@contextlib.contextmanager
def cluster(program, environment):
    """The superuser's URL, or None with the reason printed; stopped and removed at the end."""
    folder = tempfile.mkdtemp(prefix="statybos-suite-", dir=folder_of_memory())
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
