"""Asking for a check of the books."""

from dataclasses import dataclass

from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.plain import to_plain
from repaid.contracts.queries.portfolio import contracts_in_books
from repaid.daily_close.checks import check_books
from repaid.daily_close.models import BookCheck
from repaid.daily_close.rights import VIEW

TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class CheckBegun:
    check_id: int


@command("daily_close.begin_check", right=VIEW)
def begin_check(*, by: Actor) -> CheckBegun:
    """Begin a check of the books; `carry_out` does it."""
    check = BookCheck.objects.create(
        organisation_id=by.organisation_id, started_by_id=by.user_id, contracts=contracts_in_books(by.organisation_id)
    )
    return CheckBegun(check.pk)


def carry_out(by: Actor, check_id: int) -> None:
    """Do a check that was begun, and keep what it finds.."""
    rows = BookCheck.objects.filter(pk=check_id, organisation=by.organisation_id)

    def tell(count: int) -> None:
        if count % TOLD_EVERY == 0:
            rows.update(checked=count)

    found = [{"code": found.code, "facts": to_plain(found.facts)} for found in check_books(by, tell)]
    count = contracts_in_books(by.organisation_id)
    rows.update(findings=found, finished_at=timezone.now(), checked=count)
