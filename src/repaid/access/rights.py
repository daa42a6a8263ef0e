"""Rights: the named pages and actions that groups give to their members (decision 22).

Each app declares its own in a module `rights`; the menu, the page and the command ask the same right.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Right:
    """A named permission. With `four_eyes`, what it allows is proposed by one person and approved by another."""

    code: str
    label: str | Promise
    four_eyes: bool = False


_ALL: dict[str, Right] = {}


def declare(code: str, label: str | Promise, *, four_eyes: bool = False) -> Right:
    """Make a right known; a code is declared once."""
    assert code not in _ALL, f"right {code} is declared twice"
    _ALL[code] = Right(code, label, four_eyes)
    return _ALL[code]


def all_rights() -> dict[str, Right]:
    """Every declared right by its code."""
    return dict(_ALL)


ADMINISTER = declare("access.administer", _("Administer the organisation"))
MANAGE_USERS = declare("access.users", _("Define users and change them"))
MANAGE_GROUPS = declare("access.groups", _("Define groups and their rights"))
MANAGE_BRANCHES = declare("access.branches", _("Define provinces and branches"))
READ_AUDIT = declare("access.read_audit", _("Read the audit trail"))
APPROVE = declare("access.approve", _("Decide on proposals of colleagues"))
OWN_ACCOUNT = declare("access.own_account", _("Change the own account"))
EXPORT_LISTS = declare("access.export_lists", _("Take lists out as files"))
