"""Whether there is an organisation already, and what was answered so far."""

from repaid.access.actors import Actor
from repaid.access.authentication import login_digest
from repaid.access.choices import Audience
from repaid.access.models import Organisation, User
from repaid.founding.models import ONLY, Founding, FurtherFounding
from repaid.founding.plan import Answers


def is_founded() -> bool:
    """Whether the installation has an organisation."""
    return Organisation.objects.exists()


def answers(by: Actor | None = None) -> Answers:
    """The answers so far, by step: of the first run, or of an administrator who founds one more organisation."""
    rows = FurtherFounding.objects.filter(pk=by.account) if by else Founding.objects.filter(pk=ONLY)
    found: Answers | None = rows.values_list("answers", flat=True).first()
    return found or {}


def has_organisation(code: str) -> bool:
    """Whether an organisation of the installation has this code."""
    return Organisation.objects.filter(code=code).exists()


def has_staff_login(login: str) -> bool:
    """Whether somebody logs in with this at the door of staff, which all organisations share."""
    return User.objects.filter(audience=Audience.STAFF, login_digest=login_digest(login)).exists()


def code_digest() -> str:
    """The digest of the code that is valid now; "" when there is none."""
    return Founding.objects.filter(pk=ONLY).values_list("code_digest", flat=True).first() or ""
