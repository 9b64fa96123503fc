"""One instance's folder: its ports, its users, its certificates and its rendered configuration files."""

import hashlib
import json
import os
import random
import re
import shutil
import socket
import subprocess
from pathlib import Path

TEMPLATES = Path(__file__).parent / "conf"
DOMAIN = "example.test"
# People for tests, fresh users for tests that want a mailbox of their own, and the mailbox that takes all mail to other domains.
NAMES = ["alice", "bob", "carol"] + [f"u{number}" for number in range(1, 21)]
OUTSIDE = "outside"
MASTER = f"gateway@{DOMAIN}"
# Owner of all mail; the number needs no name on the machine.
MAIL_ID = 5000

SERVICES = ["imap", "imaps", "lmtp", "sieve", "smtp", "submission", "caldav", "gateway"]
# Below Linux's range for outgoing connections, so that none of those takes the gateway's port before the gateway listens.
BLOCKS = range(20000, 30000, 10)

# The longest socket of Dovecot must fit into 108 bytes behind the folder's name, and Dovecot's settings split at spaces.
USABLE_PATH = re.compile(r"/[A-Za-z0-9._/-]{1,79}")


def address(name: str) -> str:
    return f"{name}@{DOMAIN}"


def password(name: str) -> str:
    return f"{name}-secret"


class Instance:
    def __init__(self, folder: Path):
        self.folder = folder
        self.ports: dict[str, int] = {}
        if self._ports_file.exists():
            self.ports = json.loads(self._ports_file.read_text())

    @staticmethod
    def selected() -> "Instance":
        wanted = os.environ.get("MAPIGATE_STACK") or os.path.join(os.environ.get("TMPDIR") or "/tmp", "mapigate-stack")
        folder = Path(os.path.realpath(wanted))
        if not USABLE_PATH.fullmatch(str(folder)) or not _reachable_by_servers(folder):
            folder = Path("/tmp") / f"mapigate-stack-{hashlib.sha256(str(folder).encode()).hexdigest()[:10]}"
        return Instance(folder)

    @property
    def _ports_file(self) -> Path:
        return self.folder / "ports.json"

    @property
    def _description(self) -> Path:
        return self.folder / "stack.json"

    def is_ours(self) -> bool:
        return self._ports_file.exists()

    def described(self) -> str | None:
        return self._description.read_text() if self._description.exists() else None

    def prepare(self) -> None:
        """Makes the folder what the servers need to start; keeps the data and, where they are still free, the ports."""
        if self.folder.exists() and not self.is_ours() and any(self.folder.iterdir()):
            raise RuntimeError(f"{self.folder} holds something else; name an empty or new folder in MAPIGATE_STACK")
        for part in ["dovecot", "log", "mail", "pid", "postfix/data", "postfix/etc", "postfix/spool", "public", "radicale", "run", "tls"]:
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        # A folder of `mktemp -d` is closed to the servers' own users.
        self.folder.chmod(0o755)
        for part in ["mail", "public"]:
            os.chown(self.folder / part, MAIL_ID, MAIL_ID)
        shutil.chown(self.folder / "postfix/data", "postfix")
        if not self.ports or not all(map(_is_free, self.ports.values())):
            self.ports = _free_ports()
            self._ports_file.write_text(json.dumps(self.ports))
        self._description.unlink(missing_ok=True)
        if not (self.folder / "tls/server.pem").exists():
            self._make_certificates()
        self._write_users()
        self._render("dovecot.conf.in", "dovecot/dovecot.conf")
        self._render("dovecot-acl.in", "dovecot/acl")
        self._render("postfix-main.cf.in", "postfix/etc/main.cf")
        self._render("postfix-master.cf.in", "postfix/etc/master.cf")
        self._render("postfix-newcomers.in", "postfix/newcomers")
        self._render("postfix-outside.in", "postfix/outside")
        self._render("postfix-senders.in", "postfix/senders")
        self._render("radicale.conf.in", "radicale/config")
        self._render("gateway.json.in", "gateway.json")

    def describe(self) -> str:
        """The line that `up` prints; it is kept, so that a second `up` prints the same."""
        line = json.dumps({
            "config": str(self.folder / "gateway.json"),
            "gateway": f"https://127.0.0.1:{self.ports['gateway']}",
            "users": [{"address": address(name), "password": password(name)} for name in NAMES],
            **{service: self.ports[service] for service in SERVICES if service not in ("caldav", "gateway")},
            "caldav": f"http://127.0.0.1:{self.ports['caldav']}/",
            "master": {"user": MASTER, "password": password("gateway")},
            "outside": {"address": address(OUTSIDE), "password": password(OUTSIDE)},
            "ca": str(self.folder / "tls/ca.pem"),
            "folder": str(self.folder),
        })
        self._description.write_text(line)
        return line

    def _render(self, template: str, target: str) -> None:
        values = {
            **self.ports,
            "folder": self.folder,
            "instance": f"mapigate-{self.ports['imap']}",
            "mail_id": MAIL_ID,
        }
        text = (TEMPLATES / template).read_text()
        for name, value in values.items():
            text = text.replace(f"@{name}@", str(value))
        (self.folder / target).write_text(text)

    def _write_users(self) -> None:
        everybody = NAMES + [OUTSIDE]
        # Fields of a passwd file: name, password, then what the user database adds (nothing).
        (self.folder / "dovecot/users").write_text("".join(f"{address(n)}:{{PLAIN}}{password(n)}::::::\n" for n in everybody))
        (self.folder / "dovecot/masters").write_text(f"{MASTER}:{{PLAIN}}{password('gateway')}\n")
        (self.folder / "postfix/mailboxes").write_text("".join(f"{address(n)} delivered\n" for n in everybody))
        (self.folder / "radicale/users").write_text("".join(f"{address(n)}:{password(n)}\n" for n in NAMES))

    def _make_certificates(self) -> None:
        """A certificate authority of the instance's own and one certificate for every server, the gateway's included."""
        tls = self.folder / "tls"
        names = [f"DNS:{host}" for host in ["localhost", DOMAIN, f"mail.{DOMAIN}", f"autodiscover.{DOMAIN}"]] + ["IP:127.0.0.1"]
        (tls / "extensions").write_text(
            f"subjectAltName={','.join(names)}\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
            "extendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        for arguments in (
            ["req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=Mapigate test stack",
             "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
            ["req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", f"/CN=mail.{DOMAIN}"],
            ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "825",
             "-extfile", "extensions", "-out", "server.pem"],
        ):
            done = subprocess.run(["openssl", *arguments], cwd=tls, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)
            if done.returncode != 0:
                raise RuntimeError(f"openssl {arguments[0]}: {done.stderr}")


def _reachable_by_servers(folder: Path) -> bool:
    """Whether users other than root may pass through every folder above; the folder itself is ours to open."""
    return all(not above.exists() or above.stat().st_mode & 0o001 for above in folder.parents)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the servers do: a connection that is still winding down does not make a port taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def _free_ports() -> dict[str, int]:
    """A block of ports of which none is taken: an instance that runs thereby keeps its gateway's port, too."""
    for block in random.sample(BLOCKS, len(BLOCKS)):
        ports = {service: block + offset for offset, service in enumerate(SERVICES)}
        if all(map(_is_free, ports.values())):
            return ports
    raise RuntimeError("no free block of loopback ports")
