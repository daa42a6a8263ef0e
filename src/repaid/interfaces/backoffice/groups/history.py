"""How the rights of a group were."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from repaid.access.queries import group_history
from repaid.access.rights import all_rights
from repaid.interfaces.backoffice.pages import Text


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What was given to a group and taken from it, when, and by whom ("" where the database does not know)."""

    at: datetime
    who: str
    given: list[Text]
    taken: list[Text]


def changes_of(row: Any) -> list[GroupChange]:
    """The history of the rights of a group, newest first."""
    kept = group_history(row)
    earlier = [set(each.rights) for each in kept[1:]] + [set()]
    return [
        GroupChange(
            each.pgh_created_at, (each.pgh_context.metadata if each.pgh_context else {}).get("name", ""),
            _labels(set(each.rights) - before), _labels(before - set(each.rights)),
        )
        for each, before in zip(kept, earlier, strict=True)
    ]  # fmt: skip


def _labels(codes: set[str]) -> list[Text]:
    known = all_rights()
    return [known[code].label if code in known else code for code in sorted(codes)]
