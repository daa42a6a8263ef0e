"""All rights as a grid: by subject, each with the pages that it opens."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from repaid.access.actors import Actor
from repaid.access.rights import OWN_ACCOUNT, Right, all_rights
from repaid.interfaces.backoffice.menu import MENU
from repaid.interfaces.backoffice.pages import Text


@dataclass(frozen=True, slots=True)
class RightRow:
    """A right: the pages it opens by their way through the menu, whether it is given, whether it can be given."""

    right: Right
    pages: list[str]
    is_given: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class Area:
    """The rights of a subject."""

    title: Text
    rows: list[RightRow]


def grid(by: Actor, given: Collection[str]) -> list[Area]:
    """Every right, by subject in the order of the menu; what everybody has anyway is left out."""
    pages = _pages()
    areas: dict[str, Area] = {}
    titles = _titles()
    for code, right in all_rights().items():
        if code == OWN_ACCOUNT.code:
            continue
        room = code.partition(".")[0]
        area = areas.setdefault(room, Area(titles.get(room, _("Others")), []))
        area.rows.append(RightRow(right, pages.get(code, []), code in given, by.user_id is None or by.may(code)))
    order = {title: place for place, title in enumerate(group.label for group in MENU)}
    return sorted(areas.values(), key=lambda area: order.get(area.title, len(order)))


def _pages() -> dict[str, list[str]]:
    """The pages of each right, as "menu/page"."""
    found: dict[str, list[str]] = {}
    for group in MENU:
        for entry in group.entries:
            found.setdefault(entry.right, []).append(f"{group.label}/{entry.label}")
    return found


def _titles() -> dict[str, Text]:
    """The part of the menu in which most pages of a room stand."""
    counts: dict[str, Counter[Text]] = {}
    for group in MENU:
        for entry in group.entries:
            counts.setdefault(entry.right.partition(".")[0], Counter())[group.label] += 1
    return {room: count.most_common(1)[0][0] for room, count in counts.items()}
