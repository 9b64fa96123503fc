"""A CalDAV client at work: caldav_client.py URL USER PASSWORD CERTIFICATE. Any departure from what it expects ends it with a traceback."""
import sys
from datetime import datetime, timezone

import caldav
from caldav.lib import error

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Tests//EN
BEGIN:VEVENT
UID:%s
DTSTAMP:20260101T000000Z
DTSTART:%s
DURATION:PT1H
SUMMARY:%s
%sEND:VEVENT
END:VCALENDAR
"""


def at(day, hour=0):
    return datetime(2026, 6, day, hour, tzinfo=timezone.utc)


def names(found):
    return sorted(event.vobject_instance.vevent.summary.value for event in found)


def equal(expected, seen):
    assert expected == seen, "%r is not %r" % (seen, expected)


url, user, password, certificate = sys.argv[1:]
client = caldav.DAVClient(url + "dav/", username=user, password=password, ssl_verify_cert=certificate)
assert client.check_cdav_support()
principal = client.principal()
equal(["Calendar", "Tasks"], sorted(c.name for c in principal.calendars()))

made = principal.make_calendar(name="Trips & more", cal_id="trips")
equal(["Calendar", "Tasks", "Trips & more"], sorted(c.name for c in principal.calendars()))

single = made.save_event(EVENT % ("one", "20260610T100000Z", "Single", ""))
made.save_event(EVENT % ("daily", "20260601T080000Z", "Daily", "RRULE:FREQ=DAILY;COUNT=20\n"))
equal(["Daily", "Single"], names(made.events()))
equal("Single", made.event_by_uid("one").vobject_instance.vevent.summary.value)
equal(["Daily"], names(made.date_search(start=at(11), end=at(12), expand=False)))
equal(["Daily", "Single"], names(made.date_search(start=at(10), end=at(11), expand=False)))
equal([], names(made.date_search(start=at(25), end=at(26), expand=False)))
expanded = made.date_search(start=at(18), end=at(30), expand=True)
equal([at(18, 8), at(19, 8), at(20, 8)], sorted(v.dtstart.value for e in expanded for v in e.vobject_instance.vevent_list))

before = made.objects_by_sync_token(load_objects=False)
single.vobject_instance.vevent.summary.value = "Single, changed"
single.save()
made.event_by_uid("daily").delete()
after = made.objects_by_sync_token(sync_token=before.sync_token, load_objects=False)
equal(2, len(list(after)))
equal(["Single, changed"], names(made.events()))

made.set_properties([caldav.elements.dav.DisplayName("Journeys")])
equal("Journeys", made.get_properties([caldav.elements.dav.DisplayName()])["{DAV:}displayname"])
made.delete()
equal(["Calendar", "Tasks"], sorted(c.name for c in principal.calendars()))
try:
    made.events()
except error.NotFoundError:
    print("everything is as it should be")
