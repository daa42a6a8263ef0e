"""The steps of a close, each done once a day; every function returns how many rows it was about."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.contracts.books import codes_held, places_held, products_of
from repaid.contracts.commands.closing import Day, accrual_entries, accrue_part, bill_part, renew_part
from repaid.contracts.commands.notices import queue_notices_part, queue_receipts
from repaid.contracts.sql.standing import Total
from repaid.daily_close import sums
from repaid.daily_close.buckets import late_sums, note_changes
from repaid.daily_close.choices import StepName
from repaid.daily_close.models import LedgerBalance, Part, Run, Summary
from repaid.ledger.causes import declare
from repaid.ledger.postings import Cause, Place, post
from repaid.ledger.turnover import places_of, turnover

CAUSE: Final = declare(
    "accrual",
    "EXISTS (SELECT FROM daily_close_run r WHERE r.organisation_id = t.organisation_id"
    " AND r.day - DATE '0001-01-01' + 1 = t.cause_id)",
    _("Earned in a day"),
)
"""The kind of cause of what a day earned; the id is the ordinal of the day."""


def day_of(run: Run, by: Actor) -> Day:
    """The day as contracts are told of it."""
    before = Run.objects.filter(organisation=run.organisation_id, day__lt=run.day).order_by("-day").first()
    law_changed = before is not None and before.law_stamp != run.law_stamp
    return Day(by, run.day, run.closed_until or date.min, law_changed)


# ------------------------------------------------------------- in parts


def bill(run: Run, part: Part, by: Actor) -> int:
    """Bill what falls due and let deposits pay it."""
    count, earned = bill_part(day_of(run, by), part.first, part.last)
    sums.keep(part, earned)
    return count


def buckets(run: Run, part: Part, by: Actor) -> int:
    """Log who is in another bucket of days past due than before."""
    return note_changes(by.organisation_id, run.day, part.first, part.last)


def accrue(run: Run, part: Part, by: Actor) -> int:
    """Add up what contracts earned, what they come to, and what of it is past due."""
    day = day_of(run, by)
    _count, earned = renew_part(day, part.first, part.last)
    total = Total()
    total.add(earned)
    total.add(accrue_part(day, part.first, part.last))
    sums.keep(part, total.cohorts.values())
    sums.keep_late(part, late_sums(by.organisation_id, run.day, part.first, part.last))
    return sum(row.contracts for row in total.cohorts.values())


def notices(run: Run, part: Part, by: Actor) -> int:
    """Queue what the day gives reason to write; the first part takes the payments of the day with it."""
    receipts = queue_receipts(by) if part.number == 0 else 0
    return receipts + queue_notices_part(by, run.day, part.first, part.last)


# ------------------------------------------------------------ as a whole


def book(run: Run, by: Actor) -> int:
    """Post what was earned, then compare what the ledger holds with what contracts come to."""
    found = sums.of_run(run)
    entries = accrual_entries(found, run.day, Cause(CAUSE, run.day.toordinal()))
    count = post(organisation_id=by.organisation_id, booked_on=run.day, entries=entries)
    places = places_of(by.organisation_id, codes_held(by.organisation_id))
    balances = _carried_forward(run, list(places))
    LedgerBalance.objects.bulk_create(
        LedgerBalance(run=run, account_id=account, balance=balance) for account, balance in sorted(balances.items())
    )
    held = {places[account]: balance for account, balance in balances.items()}
    run.findings = differences(held, places_held(found))
    run.save(update_fields=["findings"])
    return count


def _carried_forward(run: Run, accounts: list[int]) -> dict[int, int]:
    before = Run.objects.filter(organisation=run.organisation_id, day__lt=run.day).order_by("-day").first()
    balances = dict(before.ledger_balances.values_list("account_id", "balance")) if before else {}
    since = before.day if before else date.min
    for account, moved in turnover(accounts, since, run.day).items():
        balances[account] = balances.get(account, 0) + moved
    return balances


def differences(held: Mapping[Place, int], expected: Mapping[Place, int]) -> list[dict[str, object]]:
    """Where ledger and contracts say different things: product, branch, currency and component, minor units."""
    found = []
    for place in sorted(held.keys() | expected.keys(), key=repr):
        ledger, contracts = held.get(place, 0), expected.get(place, 0)
        if ledger != contracts:
            found.append({**_told(place), "ledger": ledger, "contracts": contracts})
    return found


def _told(place: Place) -> dict[str, object]:
    return {
        "account": place.code, "product": place.product, "branch": place.branch_id, "currency": place.currency,
        "component": place.component,
    }  # fmt: skip


def summarise(run: Run, _by: Actor) -> int:
    """Keep the portfolio of the day by product, branch, currency and bucket."""
    found = [row for row in sums.of_run(run) if row.contracts]
    kinds = products_of(found)
    lines: dict[tuple[str, int | None, str, int], list[int]] = {}
    for row in found:
        _add(lines, (*kinds[row.cohort_id], 0), (row.contracts, row.principal, 0))
    for cohort, bucket, contracts, principal, overdue in sums.late_of_run(run):
        _add(lines, (*kinds[cohort], 0), (-contracts, -principal, 0))
        _add(lines, (*kinds[cohort], bucket), (contracts, principal, overdue))
    rows = [
        Summary(
            run=run, product=product, branch_id=branch, currency=currency, bucket=bucket, contracts=figures[0],
            principal=figures[1], overdue=figures[2],
        )
        for (product, branch, currency, bucket), figures in sorted(lines.items(), key=repr) if figures[0]
    ]  # fmt: skip
    Summary.objects.bulk_create(rows)
    run.contracts = sum(row.contracts for row in rows)
    run.save(update_fields=["contracts"])
    return len(rows)


def _add(
    lines: dict[tuple[str, int | None, str, int], list[int]],
    key: tuple[str, int | None, str, int],
    more: tuple[int, int, int],
) -> None:
    line = lines.setdefault(key, [0, 0, 0])
    for place, figure in enumerate(more):
        line[place] += figure


PARTS: Final[Mapping[str, Callable[[Run, Part, Actor], int]]] = {
    StepName.BILL: bill,
    StepName.BUCKETS: buckets,
    StepName.ACCRUE: accrue,
    StepName.NOTICES: notices,
}
WHOLE: Final[Mapping[str, Callable[[Run, Actor], int]]] = {
    StepName.POST: book,
    StepName.SUMMARY: summarise,
}
