"""Gives every user what Radicale does not make by itself: a calendar, a task list and an address book."""

import base64
import http.client

from instance import NAMES, Instance, address, password

CALENDAR = """<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<D:displayname>{name}</D:displayname>
<C:supported-calendar-component-set><C:comp name="{component}"/></C:supported-calendar-component-set>
</D:prop></D:set></C:mkcalendar>"""

ADDRESS_BOOK = """<D:mkcol xmlns:D="DAV:" xmlns:R="urn:ietf:params:xml:ns:carddav"><D:set><D:prop>
<D:resourcetype><D:collection/><R:addressbook/></D:resourcetype>
<D:displayname>{name}</D:displayname>
</D:prop></D:set></D:mkcol>"""

COLLECTIONS = [
    ("MKCALENDAR", "calendar", CALENDAR.format(name="Calendar", component="VEVENT")),
    ("MKCALENDAR", "tasks", CALENDAR.format(name="Tasks", component="VTODO")),
    ("MKCOL", "contacts", ADDRESS_BOOK.format(name="Contacts")),
]


def create_default_collections(instance: Instance) -> None:
    """Once for each instance: a collection that somebody deleted later stays deleted."""
    done = instance.folder / "radicale/collections-made"
    if done.exists():
        return
    connection = http.client.HTTPConnection("127.0.0.1", instance.ports["caldav"], timeout=10)
    for name in NAMES:
        credentials = base64.b64encode(f"{address(name)}:{password(name)}".encode()).decode()
        headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/xml; charset=utf-8"}
        for method, path, body in COLLECTIONS:
            connection.request(method, f"/{address(name)}/{path}/", body.encode(), headers)
            response = connection.getresponse()
            answer = response.read()
            # 409: made before the start was interrupted.
            if response.status not in (201, 409):
                raise RuntimeError(f"Radicale refused {method} for {name}: {response.status} {answer[:500]!r}")
    connection.close()
    done.touch()
