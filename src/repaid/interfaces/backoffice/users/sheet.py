"""A table of users: which column holds what, by its head in any of our languages; rows as users."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from repaid.access.actors import Actor
from repaid.access.choices import EmploymentKind, Gender, ScopeLevel
from repaid.access.commands.intake import StaffRow
from repaid.access.queries import groups
from repaid.access.staffing import StaffData
from repaid.interfaces.ui.formats import in_order
from repaid.kernel.refusal import WrongInput
from repaid.kernel.text import folded
from repaid.payments.formats import table_rows

HEADS: Final[Mapping[str, Any]] = {
    "username": gettext_lazy("Username"),
    "password": gettext_lazy("Password"),
    "given_names": gettext_lazy("First name"),
    "family_name": gettext_lazy("Last name"),
    "kind": gettext_lazy("User type"),
    "position": pgettext_lazy("at work", "Position"),
    "groups": gettext_lazy("Access groups"),
    "scope": gettext_lazy("Sees"),
    "address": gettext_lazy("Address"),
    "branch": gettext_lazy("Branch code"),
    "gender": gettext_lazy("Gender"),
    "personnel_code": gettext_lazy("Personnel code"),
    "national_id": gettext_lazy("National ID"),
    "birth_certificate": gettext_lazy("Birth certificate number"),
    "phone": gettext_lazy("Telephone"),
    "mobile": gettext_lazy("Mobile phone"),
    "email": gettext_lazy("E-mail"),
}
"""The columns in the order of the template; the photo is added on the page of the user."""
NEEDED: Final = ("username", "password", "family_name")
CHOICES: Final[Mapping[str, Any]] = {"kind": EmploymentKind, "gender": Gender, "scope": ScopeLevel}
SPECIMEN: Final = {
    "username": "5009", "given_names": "Anna", "family_name": "Nowak", "branch": "6140", "phone": "05600000001",
    "mobile": "09120000001", "email": "anna.nowak@example.com",
}  # fmt: skip


def template_row(by: Actor) -> dict[str, str]:
    """A row as it is filled in, in the reader's language; the password is left to whoever fills it in."""
    first = groups(by).first()
    words = {"kind": EmploymentKind.FULL_TIME.label, "scope": ScopeLevel.BRANCH.label, "gender": Gender.WOMAN.label}
    return {**SPECIMEN, **{name: str(word) for name, word in words.items()}, "groups": first.code if first else ""}


def users_in(by: Actor, content: bytes) -> tuple[StaffRow, ...]:
    """The users of a CSV or XLSX file. Raises WrongInput at the box `file` when it is no such table."""
    rows, found = table_rows(content)
    if not rows:
        reason = str(found[0]) if found else _("There is no user in this file.")
        raise WrongInput(reason=reason, field="file")
    places = _places(rows[0].cells)
    missing = [str(HEADS[name]) for name in NEEDED if name not in places]
    if missing:
        reason = _("This file does not have the columns of the template. Missing: {columns}.")
        raise WrongInput(reason=reason.format(columns=", ".join(missing)), field="file")
    words = _words(by)
    return tuple(_read(row, places, words) for row in rows[1:] if any(cell.strip() for cell in row.cells))


def _places(heads: Sequence[str]) -> dict[str, int]:
    """Where each column stands; a head is known in every language."""
    known = {folded(word): name for name, head in HEADS.items() for word in _in_all_languages(head)}
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        name = known.get(folded(head))
        if name:
            found.setdefault(name, place)
    return found


def _in_all_languages(text: Any) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield str(text)


def _words(by: Actor) -> dict[str, dict[str, str]]:
    """What may stand in a cell of a choice, folded, and its value."""
    words = {
        name: {folded(word): each.value for each in kind for word in (each.value, *_in_all_languages(each.label))}
        for name, kind in CHOICES.items()
    }
    titles = {group.code: (group.code, *group.names.values()) for group in groups(by)}
    words["groups"] = {folded(word): code for code, known in titles.items() for word in known}
    return words


def _read(row: Any, places: Mapping[str, int], words: Mapping[str, Mapping[str, str]]) -> StaffRow:
    cells = {name: row.cells[place].strip() for name, place in places.items() if place < len(row.cells)}
    password = cells.pop("password", "")
    told: dict[str, Any] = {name: text for name, text in cells.items() if text}
    wrong = ""
    for name, known in words.items():
        parts = [part.strip() for part in told.get(name, "").replace("،", ",").replace(";", ",").split(",")]
        unknown = next((part for part in parts if part and folded(part) not in known), "")
        if unknown:
            wrong = _("“{text}” in the column “{column}” is not known.")
            wrong = wrong.format(text=in_order(unknown), column=HEADS[name])
            told.pop(name)
        elif name in told:
            found = tuple(known[folded(part)] for part in parts if part)
            told[name] = found if name == "groups" else found[0]
    return StaffRow(row.number, StaffData(**{"username": "", "family_name": "", **told}), password, wrong)
