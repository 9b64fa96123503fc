"""Reads messages with Python's email package and prints, as JSON, what another reader should find in them.

Usage: email_oracle.py FILE...    One line of output for each file:
{"file", "subject", "from", "to", "date", "shape", "parts": [[path, type, filename, sha256 or null]]}
"""
import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import os
import sys


def decoded(value):
    """A field's text: unfolded, encoded words decoded, undecodable ones left out of the comparison (null)."""
    if value is None:
        return None
    value = str(value)
    try:
        value = value.encode("ascii", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return None
    try:
        text = str(email.header.make_header(email.header.decode_header(value)))
    except Exception:
        return None
    return " ".join(text.split())


def addresses(message, name):
    values = [str(value) for value in message.get_all(name, [])]
    return [address for _, address in email.utils.getaddresses(values) if "@" in address]


def date(message):
    try:
        value = email.utils.parsedate_to_datetime(str(message["date"]))
        return None if value is None else int(value.timestamp())
    except Exception:
        return None


def walk(part, path, found):
    media = part.get_content_type()
    if part.is_multipart() and media.startswith("multipart/"):
        for index, child in enumerate(part.get_payload()):
            walk(child, f"{path}/{index}", found)
        return
    name = part.get_filename()
    if name is not None:
        name = decoded(name)
    digest = None
    if not part.is_multipart():
        payload = part.get_payload(decode=True)
        if payload is not None:
            digest = hashlib.sha256(payload).hexdigest()
    found.append([path, media, name, digest])


def main():
    for file in sys.argv[1:]:
        with open(file, "rb") as stream:
            message = email.message_from_bytes(stream.read())
        found = []
        walk(message, "", found)
        print(json.dumps({
            "file": os.path.basename(file),
            "subject": decoded(message["subject"]),
            "from": addresses(message, "from"),
            "to": addresses(message, "to"),
            "date": date(message),
            "parts": found,
        }))


main()
