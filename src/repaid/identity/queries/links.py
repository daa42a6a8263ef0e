"""One-time links that were sent."""

from django.utils import timezone

from repaid.access.models import User
from repaid.identity.codes import token_digest
from repaid.identity.models import OneTimeLink


def holder_of(token: str) -> User | None:
    """Whose link this is, while it works; None for a used, an expired and an invented one alike."""
    live = OneTimeLink.objects.filter(digest=token_digest(token), used_at__isnull=True, expires_at__gt=timezone.now())
    found = live.filter(user__is_active=True).select_related("user__organisation", "user__person").first()
    return found.user if found else None
