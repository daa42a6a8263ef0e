"""Users from a file: looked at row by row, then created together, or not."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.hiring import check_hire, hire
from repaid.access.models import StaffFile
from repaid.access.queries import staff_file
from repaid.access.rights import MANAGE_USERS
from repaid.access.staffing import StaffData
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.kernel.text import plain_code

ROWS_MAX: Final = 300
"""Passwords are slow to hash, and somebody waits."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row of a file: the line it stands on, what it says; `wrong` when a cell could not be read."""

    line: int
    data: StaffData
    password: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be told of a row; "" when nothing is wrong."""

    line: int
    username: str
    name: str
    wrong: str


@dataclass(frozen=True, slots=True)
class StaffFileBrought:
    file_id: int
    rows: int


@dataclass(frozen=True, slots=True)
class StaffTaken:
    """`users` are those who were created."""

    file_id: int
    users: tuple[int, ...]
    wrong: int


@command("access.bring_staff", right=MANAGE_USERS, personal=("rows", "name"))
def bring_staff(*, by: Actor, name: str, rows: tuple[StaffRow, ...]) -> StaffFileBrought:
    """Keep the users of a file, encrypted, until somebody has looked at them."""
    if not rows:
        raise WrongInput(reason=_("There is no user in this file."), field="file")
    if len(rows) > ROWS_MAX:
        reason = _("There are more than {most} users in this file. Divide it.")
        raise WrongInput(reason=str(reason).format(most=ROWS_MAX), field="file")
    StaffFile.objects.filter(organisation=by.organisation_id, brought_by=by.user_id, rows__isnull=False).delete()
    kept = StaffFile.objects.create(
        organisation_id=by.organisation_id, brought_by_id=by.user_id, name=name[:200],
        rows=json.dumps([asdict(row) for row in rows]),
    )  # fmt: skip
    return StaffFileBrought(kept.pk, len(rows))


@command("access.take_staff", right=MANAGE_USERS)
def take_staff(*, by: Actor, file: int) -> StaffTaken:
    """Create the users of a file; a row that is wrong creates nobody and is told of, the others go on."""
    kept = StaffFile.objects.select_for_update().get(pk=staff_file(by, file).pk)
    if kept.rows is None:
        raise WrongInput(reason=_("The users of this file were created already."))
    rows = rows_of(kept)
    taken = [_taken(by, row) for row in rows]
    said = [_said(row, wrong) for row, (_key, wrong) in zip(rows, taken, strict=True)]
    kept.rows, kept.outcome = None, {"rows": [asdict(each) for each in said]}
    kept.save(update_fields=["rows", "outcome"])
    users = tuple(key for key, _wrong in taken if key is not None)
    return StaffTaken(kept.pk, users, len(said) - len(users))


def rows_of(kept: StaffFile) -> list[StaffRow]:
    """The users of a file that waits."""
    return [StaffRow(**{**row, "data": _data(row["data"])}) for row in json.loads(kept.rows or "[]")]


def _data(plain: dict[str, Any]) -> StaffData:
    return StaffData(**{**plain, "groups": tuple(plain["groups"])})


def looked_at(by: Actor, rows: Iterable[StaffRow]) -> list[Said]:
    """What would become of each row; nothing is written. Of rows that meet in the file the first one is right."""
    met: dict[str, set[str]] = {"username": set(), "national_id": set()}
    return [_said(row, row.wrong or _met_before(row, met) or _refused(by, row)) for row in rows]


def _met_before(row: StaffRow, met: dict[str, set[str]]) -> str:
    wrong = ""
    for name, seen in met.items():
        code = plain_code(getattr(row.data, name))
        if code in seen:
            wrong = str(_("The same stands in a row above: {value}.")).format(value=getattr(row.data, name))
        elif code:
            seen.add(code)
    return wrong


def _refused(by: Actor, row: StaffRow) -> str:
    try:
        check_hire(by, row.data, row.password)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _taken(by: Actor, row: StaffRow) -> tuple[int | None, str]:
    """The user whom a row creates, or what is wrong with it."""
    if row.wrong:
        return None, row.wrong
    try:
        with transaction.atomic():
            return hire(by, row.data, row.password).pk, ""
    except Refusal as refusal:
        return None, str(refusal)


def _said(row: StaffRow, wrong: str) -> Said:
    name = " ".join(filter(None, [row.data.given_names, row.data.family_name]))
    return Said(row.line, row.data.username, name, wrong)
