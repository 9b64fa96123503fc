"""Starts and stops the servers that only tests/OnDemand wants: Cyrus, and DAViCal with a PostgreSQL of its own.

They are described by one JSON line. MAPIGATE_CYRUS and MAPIGATE_DAVICAL name their folders (default: mapigate-cyrus and
mapigate-davical under /tmp). Each start begins with empty data.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

CONF = Path(__file__).parent / "conf"
USERS = 400
READY_SECONDS = 30


class Folder:
    """One server's folder: processes are known by their pid files, and counted as ours while they name the folder."""

    def __init__(self, name: str):
        self.path = Path(os.environ.get(f"MAPIGATE_{name.upper()}") or f"/tmp/mapigate-{name}")
        self.description = self.path / "description.json"
        self._started: dict[str, subprocess.Popen] = {}

    def make(self, *parts: str) -> None:
        if self.path.exists() and any(self.path.iterdir()) and not (self.path / "log").is_dir():
            raise RuntimeError(f"{self.path} holds something else")
        for part in ("log", *parts):
            (self.path / part).mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: list[str], **environment: str) -> None:
        with open(self.path / "log" / f"{name}.log", "ab") as log:
            process = subprocess.Popen(command, cwd=self.path, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                                       env={**os.environ, **environment})
        (self.path / f"{name}.pid").write_text(str(process.pid))
        self._started[name] = process

    def running(self, name: str) -> int | None:
        try:
            pid = int((self.path / f"{name}.pid").read_text())
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            mine = str(self.path).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return None
        return pid if mine and state != "Z" else None

    def stop(self, name: str, by: signal.Signals = signal.SIGTERM) -> None:
        pid = self.running(name)
        if pid is None:
            return
        os.killpg(pid, by)
        end = time.monotonic() + 10
        while self.running(name):
            if time.monotonic() > end:
                os.killpg(pid, signal.SIGKILL)
                return
            time.sleep(0.05)

    def describe(self, **description: object) -> str:
        line = json.dumps(description)
        self.description.write_text(line)
        return line

    def wait_for(self, port: int, name: str) -> None:
        end = time.monotonic() + READY_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                if self._started[name].poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{name} does not answer on port {port}; its logs are in {self.path}/log") from None
                time.sleep(0.05)


def new_users() -> list[dict[str, str]]:
    return [{"address": f"t{secrets.token_hex(8)}@example.test", "password": secrets.token_hex(8)} for _ in range(USERS)]


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def run(command: list[str], **options: object) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)[:200]}: {(done.stderr or done.stdout)[-1000:]}")
    return done.stdout


def main(up, down) -> None:
    if os.geteuid() != 0:
        sys.exit("tests/stack: root is needed, the servers drop its rights themselves")
    os.umask(0o022)
    os.environ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin:" + os.environ.get("PATH", "")
    try:
        match sys.argv[1:]:
            case ["up"]:
                down()
                print(up())
            case ["down"]:
                down()
            case ["test", *arguments]:
                down()
                try:
                    variable = f"MAPIGATE_{Path(sys.argv[0]).name.upper()}_JSON"
                    test = ["dotnet", "test", str(Path(__file__).parent.parent / "OnDemand"), "-nologo", "-v", "q", "--logger", "console;verbosity=minimal",
                            "--filter", f"FullyQualifiedName~Mapigate.OnDemand.{Path(sys.argv[0]).name.capitalize()}", *arguments]
                    code = subprocess.run(test, env={**os.environ, variable: up()}).returncode
                finally:
                    down()
                sys.exit(code)
            case _:
                sys.exit(f"usage: {Path(sys.argv[0]).name} up | down | test [arguments of dotnet test]")
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        sys.exit(f"tests/stack: {error}")
