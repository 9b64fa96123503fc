"""Starts and stops one instance of the real servers: Dovecot, Postfix and Radicale, without systemd, on free loopback ports.

MAPIGATE_STACK names the folder of the instance (default: mapigate-stack under TMPDIR or /tmp); another folder is another
instance beside it. Ports and data stay with the folder until `down --wipe`.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import dav
import servers
from instance import Instance


INOTIFY = Path("/proc/sys/fs/inotify/max_user_instances")


def widen_inotify() -> None:
    """Every idling connection of Dovecot's one user takes an instance; where they cannot be widened, Dovecot looks each second."""
    try:
        if int(INOTIFY.read_text()) < 4096:
            INOTIFY.write_text("4096")
    except OSError:
        pass


def up() -> None:
    widen_inotify()
    instance = Instance.selected()
    all_servers = servers.all_of(instance)
    if instance.described() and all(server.running() for server in all_servers):
        print(instance.described())
        return
    for server in all_servers:
        server.stop()
    version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("2.3."):
        raise RuntimeError(f"the configuration in conf/ is for Dovecot 2.3 (Debian 12), here is {version.strip()}")
    instance.prepare()
    try:
        for server in all_servers:
            server.start()
        for server in all_servers:
            server.wait_until_ready()
        dav.create_default_collections(instance)
    except BaseException:
        for server in all_servers:
            server.stop()
        raise
    print(instance.describe())


def down(wipe: bool) -> None:
    instance = Instance.selected()
    for server in servers.all_of(instance):
        server.stop()
    if wipe and instance.is_ours():
        shutil.rmtree(instance.folder)


def main() -> None:
    if os.geteuid() != 0:
        sys.exit("tests/stack: root is needed, the servers drop its rights themselves")
    os.umask(0o022)
    os.environ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin"
    # One at a time on the whole machine: two instances that start together must not choose the same ports.
    with open("/run/lock/mapigate-stack", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if sys.argv[1:] == ["up"]:
            up()
        else:
            down(wipe="--wipe" in sys.argv[2:])


if __name__ == "__main__":
    try:
        main()
    except (servers.NotReady, subprocess.SubprocessError, OSError, RuntimeError) as error:
        sys.exit(f"tests/stack: {error}")
