"""The three servers as processes: how each is started, found again by its pid file, known to be ready, and stopped."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from instance import Instance

READY_SECONDS = 15
STOP_SECONDS = 10


class NotReady(Exception):
    pass


class Server:
    """One server of an instance. Its pid file counts only while the process that it names is this instance's."""

    def __init__(self, name: str, instance: Instance, pid_file: str, command: list[str], ports: list[str], daemonizes: bool):
        self.name = name
        self._instance = instance
        self._pid_file = instance.folder / pid_file
        self._command = command
        self._ports = ports
        self._daemonizes = daemonizes
        self._log = instance.folder / "log" / f"{name}.start.log"
        self._starting: subprocess.Popen | None = None

    def running(self) -> bool:
        return self._pid() is not None

    def start(self) -> None:
        self._pid_file.unlink(missing_ok=True)
        with open(self._log, "ab") as log:
            self._starting = subprocess.Popen(
                self._command, cwd=self._instance.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        if not self._daemonizes:
            self._pid_file.write_text(f"{self._starting.pid}\n")

    def wait_until_ready(self) -> None:
        end = time.monotonic() + READY_SECONDS
        for port in [self._instance.ports[service] for service in self._ports]:
            while not _answers(port):
                if self._failed() or time.monotonic() > end:
                    raise NotReady(f"{self.name} does not answer on port {port}; its logs are in {self._log.parent}\n{self._log.read_text()[-2000:]}")
                time.sleep(0.05)

    def stop(self) -> None:
        pid = self._pid()
        if pid is not None:
            os.kill(pid, signal.SIGTERM)
            end = time.monotonic() + STOP_SECONDS
            while self._pid() == pid:
                if time.monotonic() > end:
                    os.kill(pid, signal.SIGKILL)
                    break
                time.sleep(0.05)
        self._pid_file.unlink(missing_ok=True)

    def _failed(self) -> bool:
        """A daemon's first process ends with 0 when the daemon runs; the others' must not end at all."""
        code = self._starting.poll()
        return code is not None and (code != 0 or not self._daemonizes)

    def _pid(self) -> int | None:
        try:
            pid = int(self._pid_file.read_text().split()[0])
            process = Path("/proc") / str(pid)
            # A process that ended but was not yet waited for still has its entry, in state Z.
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            known_by = (process / "cmdline").read_bytes().decode(errors="replace") + "\0" + os.readlink(process / "cwd") + "/"
        except (OSError, ValueError, IndexError):
            return None
        return pid if state != "Z" and f"{self._instance.folder}/" in known_by else None


def all_of(instance: Instance) -> list[Server]:
    """In the order in which they start. Postfix asks Dovecot only when mail comes, so all may start at once."""
    folder = instance.folder
    return [
        Server("dovecot", instance, "run/master.pid", ["dovecot", "-c", f"{folder}/dovecot/dovecot.conf"],
               ["imap", "imaps", "lmtp", "sieve"], daemonizes=True),
        Server("postfix", instance, "postfix/spool/pid/master.pid", ["postfix", "-c", f"{folder}/postfix/etc", "start"],
               ["smtp", "submission"], daemonizes=True),
        Server("radicale", instance, "pid/radicale.pid", ["/usr/bin/python3", "-EsB", str(Path(__file__).with_name("radicale_server.py")), "-C", f"{folder}/radicale/config"],
               ["caldav"], daemonizes=False),
    ]


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False
