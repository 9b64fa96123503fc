"""Reads messages with Python's email package (its strict, modern policy) and prints all that a writer must get right.

Usage: email_built.py FILE...    One line of JSON for each file:
{"subject", "addresses": {field: [[name, address]]}, "date", "defects": [...], "longest": n, "parts": [{"type", "disposition", "filename", "id", "sha256", "text"}]}
"""
import email
import email.policy
import hashlib
import json
import sys


def addresses(message, name):
    field = message[name]
    if field is None:
        return []
    found = [field.address] if name == "sender" else field.addresses
    return [[address.display_name, address.addr_spec] for address in found]


def leaves(part):
    if part.get_content_maintype() == "multipart":
        for child in part.iter_parts():
            yield from leaves(child)
    else:
        yield part


def describe(part):
    digest, text = None, None
    if part.get_content_type() == "message/rfc822":
        text = str(part.get_payload(0)["subject"])
    else:
        payload = part.get_payload(decode=True)
        digest = hashlib.sha256(payload).hexdigest()
        if part.get_content_maintype() == "text":
            text = part.get_content()
    return {
        "type": part.get_content_type(),
        "disposition": part.get_content_disposition(),
        "filename": part.get_filename(),
        "id": part["content-id"],
        "sha256": digest,
        "text": text,
    }


def main():
    for file in sys.argv[1:]:
        with open(file, "rb") as stream:
            raw = stream.read()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        defects = [repr(defect) for part in message.walk() for defect in part.defects]
        defects += [f"{name}: {defect!r}" for name, value in message.items() for defect in value.defects]
        parts = list(leaves(message))
        print(json.dumps({
            "subject": message["subject"],
            "addresses": {name: addresses(message, name) for name in ("from", "sender", "to", "cc", "bcc", "reply-to")},
            "date": message["date"].datetime.isoformat() if message["date"] is not None else None,
            "defects": defects,
            "longest": max(len(line) for line in raw.split(b"\r\n")),
            "lone": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
            "parts": [describe(part) for part in parts],
        }))


main()
