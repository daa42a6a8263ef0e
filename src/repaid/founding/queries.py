"""Whether there is an organisation already, and what was answered so far."""

from repaid.access.models import Organisation
from repaid.founding.models import ONLY, Founding
from repaid.founding.plan import Answers


def is_founded() -> bool:
    """Whether the installation has an organisation."""
    return Organisation.objects.exists()


def answers() -> Answers:
    """The answers so far, by step."""
    found: Answers | None = Founding.objects.filter(pk=ONLY).values_list("answers", flat=True).first()
    return found or {}


def code_digest() -> str:
    """The digest of the code that is valid now; "" when there is none."""
    return Founding.objects.filter(pk=ONLY).values_list("code_digest", flat=True).first() or ""
