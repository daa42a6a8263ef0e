"""Sessions that nobody uses any more."""

from django.utils import timezone
from procrastinate.contrib.django import app

from repaid.identity.models import OpenSession


@app.periodic(cron="17 3 * * *")
@app.task(name="identity.forget_sessions", queueing_lock="identity.forget_sessions", pass_context=False)
def forget_sessions(timestamp: int) -> None:
    """Every night: delete the sessions that have ended; `timestamp` is the minute it was planned for."""
    del timestamp
    OpenSession.objects.filter(expire_date__lt=timezone.now()).delete()
