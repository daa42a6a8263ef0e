"""Finding users and places by a part of what a list shows of them, in any alphabet.

Places and groups are few: they are compared here. Users are found by the folded text that stands with them.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from repaid.access.actors import Actor
from repaid.access.choices import EmploymentKind
from repaid.access.models import Branch, Group, Province, User
from repaid.kernel.text import folded

M = TypeVar("M", bound=Model)


def matching(rows: Iterable[M], text: str, words_of: Callable[[M], str]) -> list[int]:
    """The keys of the rows in whose words every typed word stands."""
    wanted = folded(text).split()
    return [row.pk for row in rows if all(word in folded(words_of(row)) for word in wanted)]


def branch_words(row: Branch) -> str:
    """What a branch is found by."""
    return " ".join([row.title, province_words(row.province) if row.province else "", row.address, row.network])


def province_words(row: Province) -> str:
    """What a province is found by."""
    return f"{row.title} {row.manager_name}"


def group_words(row: Group) -> str:
    """What a group is found by: its title in every language."""
    return " ".join([row.code, *row.names.values()])


def staff_matching(rows: QuerySet[User], by: Actor, text: str) -> QuerySet[User]:
    """The users in whose row of the list every typed word stands."""
    own = {"organisation": by.organisation_id}
    branches = list(Branch.objects.filter(**own).select_related("province"))
    provinces, groups = list(Province.objects.filter(**own)), list(Group.objects.filter(**own))
    for word in folded(text).split():
        kinds = [kind.value for kind in EmploymentKind if word in folded(str(kind.label))]
        with_group = User.groups.through.objects.filter(group__in=matching(groups, word, group_words))
        rows = rows.filter(
            Q(employment__search_text__contains=word)
            | Q(branch__in=matching(branches, word, branch_words))
            | Q(province__in=matching(provinces, word, province_words))
            | Q(employment__kind__in=kinds)
            | Q(pk__in=with_group.values("user"))
        )
    return rows
