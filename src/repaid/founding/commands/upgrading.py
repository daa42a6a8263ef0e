"""Bringing organisations up to what this version supplies: what was not there in the version that founded them.

What has been there once is known from the rows and their history, and so what a person changed or removed stays so.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from repaid.access.actors import Actor, system_actor
from repaid.access.commands.organisations import save_group
from repaid.access.commands.upgrading import give_new_rights, new_rights
from repaid.access.models import Organisation
from repaid.access.queries import groups_ever
from repaid.access.rights import all_rights
from repaid.documents.commands.ground import add_usual_categories, usual_never_had
from repaid.documents.usual import CATEGORIES, LEVELS
from repaid.founding.models import ONLY, Founding
from repaid.ledger.commands.chart import template
from repaid.ledger.commands.supplying import TEMPLATES, missing_accounts, supply_accounts
from repaid.messages.commands.supplying import missing_texts, supply_messages
from repaid.messages.kinds import kinds
from repaid.simulation.cast import supplied_groups

CHANNEL: Final = "upgrade"


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtUp:
    """What an organisation did not have: rights, groups, categories and access levels, accounts (by code), and how
    many texts. `waiting`: kinds of messages that go out by themselves once somebody switches them on."""

    organisation: str
    rights: tuple[str, ...]
    groups: tuple[str, ...]
    categories: tuple[str, ...]
    accounts: tuple[str, ...]
    texts: int
    waiting: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many things were added."""
        return len((*self.rights, *self.groups, *self.categories, *self.accounts)) + self.texts


def bring_up() -> list[BroughtUp]:
    """Add to every organisation what this version supplies and it never had; those that lacked something.

    One after the other, each all or nothing. Once it is done for a version it costs one query.
    """
    digest = _digest()
    if Founding.objects.filter(pk=ONLY, supplied=digest).exists():
        return []
    Founding.objects.get_or_create(pk=ONLY)
    done = [_brought_up(each) for each in Organisation.objects.order_by("name")]
    Founding.objects.filter(pk=ONLY).update(supplied=digest)
    return [each for each in done if each.count]


@transaction.atomic
def _brought_up(organisation: Organisation) -> BroughtUp:
    Founding.objects.select_for_update().get(pk=ONLY)
    by = system_actor(organisation, channel=CHANNEL)
    rights = _rights(by)
    categories, texts, accounts = usual_never_had(by), missing_texts(by), missing_accounts(by)
    groups = _groups(by)
    if categories:
        add_usual_categories(by=by, codes=categories)
    said = supply_messages(by=by, with_rules=False, new_wait=True) if texts else None
    return BroughtUp(
        organisation=organisation.name, rights=rights, groups=groups, categories=categories,
        accounts=supply_accounts(by=by).codes if accounts else (), texts=said.texts if said else 0,
        waiting=said.waiting if said else (),
    )  # fmt: skip


def _rights(by: Actor) -> tuple[str, ...]:
    """Give what is new to those who hold it in this version; before the groups, which make it known."""
    new = new_rights(by)
    wanted = {code: tuple(sorted(new.intersection(rights))) for code, (_names, rights) in supplied_groups().items()}
    if new:
        give_new_rights(by=by, rights={code: rights for code, rights in wanted.items() if rights})
    return tuple(sorted(new))


def _groups(by: Actor) -> tuple[str, ...]:
    ever = {row.code for row in groups_ever(by)}
    missing = {code: each for code, each in supplied_groups().items() if code not in ever}
    for code, (names, rights) in missing.items():
        save_group(by=by, code=code, names=names, rights=rights)
    return tuple(missing)


def _digest() -> str:
    """What this version supplies, by codes: other words of the same thing are nothing new."""
    told: list[Any] = [
        sorted(all_rights()), sorted(supplied_groups()), sorted((*CATEGORIES, *LEVELS)),
        sorted((kind.code, place, sorted(texts)) for kind in kinds() for place, texts in kind.supplied.items()),
        [(row["code"], row["role"]) for country in TEMPLATES for row in template(country)],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
