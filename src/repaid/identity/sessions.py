"""The store of sessions: Django's, with the user and the device beside each session, so that they can be listed."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone

from repaid.identity.models import OpenSession

DEVICE: Final = "device"
VIEWING: Final = "viewing"
SEEN_EVERY: Final = timedelta(minutes=5)
CUSTOMER_IDLE: Final = timedelta(minutes=30)
"""A session of a customer ends when nothing happens in it for so long (CZ-65)."""

AGENT_MAX: Final = 200


class SessionStore(DatabaseStore):
    """Named by `settings.SESSION_ENGINE`."""

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> OpenSession:
        """The row of a session; who and where come out of its data."""
        row = super().create_model_instance(data)
        assert isinstance(row, OpenSession)
        device = data.get(DEVICE, {})
        row.user_id = None if VIEWING in data else data.get(SESSION_KEY)
        row.address, row.agent = device.get("address"), device.get("agent", "")
        row.began_at, row.seen_at = _moment(device.get("began")), _moment(device.get("seen"))
        return row


def remember_device(request: HttpRequest) -> None:
    """Keep from where a session that begins is used."""
    now = timezone.now().isoformat()
    agent = request.headers.get("User-Agent", "")[:AGENT_MAX]
    request.session[DEVICE] = {"address": address_of(request), "agent": agent, "began": now, "seen": now}


def end_when_idle(request: HttpRequest) -> None:
    """Let the session end by itself; a page in a browser warns and ends it first, this is for those that are gone."""
    request.session.set_expiry(int((CUSTOMER_IDLE + SEEN_EVERY).total_seconds()))


def keep_seen(request: HttpRequest) -> None:
    """Write down that a session is used, every few minutes."""
    device = request.session.get(DEVICE)
    if device and timezone.now() - datetime.fromisoformat(device["seen"]) > SEEN_EVERY:
        request.session[DEVICE] = {**device, "seen": timezone.now().isoformat()}


def address_of(request: HttpRequest) -> str | None:
    """From where a request comes."""
    return request.META.get("REMOTE_ADDR") or None


def name_of(session_key: str) -> str:
    """The name of a session on pages: its key stays between the browser and the server."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:16]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
