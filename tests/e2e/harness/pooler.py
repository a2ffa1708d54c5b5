"""A PgBouncer of our own before a PostgreSQL, in transaction mode."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .databases import PSQL
from .server import free_port
from .waiting import eventually


class Pooler:
    def __init__(self, socket_folder):
        """@param socket_folder  where the PostgreSQL behind it listens"""
        self.folder = Path(tempfile.mkdtemp(prefix="statybos-e2e-pooler-", dir="/tmp"))
        self.port = free_port()
        (self.folder / "users.txt").write_text('"postgres" ""\n', encoding="utf-8")
        # Two connections for all clients, so that they must share them.
        (self.folder / "pgbouncer.ini").write_text(
            f"[databases]\n* = host={socket_folder}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\nunix_socket_dir =\n"
            f"auth_type = trust\nauth_file = {self.folder}/users.txt\npool_mode = transaction\n"
            "default_pool_size = 2\nmax_client_conn = 100\n",
            encoding="utf-8",
        )
        command = ["pgbouncer", "-q", self.folder / "pgbouncer.ini"]
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, "postgres", "postgres")
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        self.process = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(self.answers, "PgBouncer answers")

    def url_of(self, name):
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def answers(self):
        asked = [PSQL, f"postgresql://postgres@127.0.0.1:{self.port}/postgres", "-XAtqc", "SELECT 1"]
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0

    def remove(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
