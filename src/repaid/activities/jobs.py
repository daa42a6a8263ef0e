"""Reminders on their way: set-based for intranet messages, one by one for texts, each once."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from repaid.activities.choices import LIVE, ReminderChannel, ReminderState
from repaid.activities.models import Reminder
from repaid.activities.ports import texting
from repaid.kernel.refusal import Outage, Refusal

TEXTS_AT_ONCE: Final = 200

# Reminders that another worker holds are that worker's; one of a closed activity waits for nothing and stays.
_BY_MESSENGER: Final = """
    WITH due AS (
        SELECT r.id FROM activities_reminder r JOIN activities_activity a ON a.id = r.activity_id
         WHERE r.state = 'waiting' AND r.channel = 'messenger' AND r.at <= %(now)s
           AND a.state = ANY(%(live)s) AND a.owner_id IS NOT NULL
           FOR UPDATE OF r SKIP LOCKED
    ), sent AS (
        UPDATE activities_reminder r SET state = 'sent', sent_at = %(now)s FROM due WHERE r.id = due.id
        RETURNING r.activity_id
    )
    INSERT INTO activities_internalmessage
        (organisation_id, key, sender_id, recipient_id, text, subject_id, activity_id, sent_at, read_at)
    SELECT a.organisation_id, gen_random_uuid(), NULL, a.owner_id, a.text, a.subject_id, a.id, %(now)s, NULL
      FROM sent JOIN activities_activity a ON a.id = sent.activity_id
"""


@app.periodic(cron="* * * * *")
@app.task(name="activities.remind", queueing_lock="activities.remind")
def remind_now(timestamp: int) -> None:  # noqa: ARG001 (the queue tells the minute)
    """Every minute: send what is due."""
    remind(timezone.now())


def remind(now: datetime) -> int:
    """Send every reminder that is due at a moment; returns how many were dealt with."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_MESSENGER, {"now": now, "live": list(LIVE)})
        count = int(cursor.rowcount)
    while sent := _send_texts(now):
        count += sent
    return count


def _send_texts(now: datetime) -> int:
    """Hand a batch of texts over; what could not be handed over says why and is not tried again."""
    with transaction.atomic():
        rows = Reminder.objects.select_for_update(of=("self",), skip_locked=True).select_related("activity")
        due = rows.filter(state=ReminderState.WAITING, channel=ReminderChannel.SMS, at__lte=now)
        batch = list(due.filter(activity__state__in=LIVE).order_by("at")[:TEXTS_AT_ONCE])
        for row in batch:
            row.reason = _handed_over(row)
            row.state = ReminderState.FAILED if row.reason else ReminderState.SENT
            row.sent_at = None if row.reason else now
        Reminder.objects.bulk_update(batch, ["reason", "state", "sent_at"])
        return len(batch)


def _handed_over(row: Reminder) -> str:
    """Why a text could not be handed over; "" when it was."""
    carrier, owner = texting(), row.activity.owner_id
    if carrier is None or owner is None:
        return str(_("Texts to staff are not set up here."))
    try:
        carrier(user_id=owner, text=row.activity.text, key=f"reminder-{row.pk}")
    except (Refusal, Outage) as failed:
        return str(failed)[:300]
    return ""
