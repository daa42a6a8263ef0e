"""The people of an organisation: who works there with which rights, and who comes as a customer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_noop

from repaid.access.actors import Actor, staff_actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.groups import supply_groups
from repaid.access.commands.organisations import save_group
from repaid.access.commands.users import create_staff_user
from repaid.access.queries import staff as staff_of
from repaid.access.rights import Right, all_rights
from repaid.access.supplied import SUPPLIED, rights_like
from repaid.parties.choices import ContactKind, IdentifierKind, RoleKind
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.contacts import add_bank_account
from repaid.parties.commands.register import NewIdentifier, register_company, register_person

PASSWORD: Final = "repaid-demo-2026"
"""The password of every account of the demo: it is printed, and no secret."""

_VIEW: Final = (
    "access.export_lists", "contracts.view", "origination.view", "parties.view", "payments.view", "products.view",
    "documents.view",
)  # fmt: skip
_CLERK: Final = (
    *_VIEW, "parties.edit", "parties.open_client_zone", "contracts.open", "contracts.book_payments", "contracts.charge",
    "contracts.waive", "contracts.change_terms", "contracts.suspend", "contracts.refund", "contracts.settle",
    "payments.enter", "payments.take_statements", "payments.receive_cash", "payments.order",
    "messages.view", "messages.send", "activities.act",
    "documents.add", "documents.share", "documents.archive",
    "origination.enter", "origination.comment", "origination.take", "origination.verify", "origination.sign",
    "origination.withdraw", "origination.client_zone",
)  # fmt: skip
_ACCOUNTANT: Final = (
    *_VIEW, "ledger.view", "ledger.post", "ledger.close_periods", "ledger.reopen_periods", "ledger.export_journal",
    "contracts.book_payments", "contracts.reverse", "payments.enter", "payments.take_statements", "payments.withdraw",
    "payments.receive_cash", "payments.control_cash", "payments.order", "payments.send_orders", "settling.withdraw",
    "settling.define", "activities.act", "access.read_audit", "daily_close.view", "daily_close.run",
)  # fmt: skip
_NOT_MANAGERS: Final = (
    "access.administer",
    "origination.choose_procedures",
    "access.groups",
    "access.branches",
    "founding.found",
    "products.edit",
    "products.rates",
    "products.calendar",
    "branding.edit",
    "ledger.edit_chart",
    "contracts.take_over",
    "payments.own_accounts",
    "messages.administer",
    "activities.define",
    "activities.set_start",
    "activities.define",
    "documents.define",
)
GROUPS: Final[Mapping[str, tuple[dict[str, str], tuple[str, ...] | None]]] = {
    "administrators": (
        {"en": "Administrators", "pl": "Administratorzy", "nl": "Beheerders", "fa": "مدیران سیستم"}, None,
    ),
    "managers": (
        {"en": "Branch managers", "pl": "Kierownicy oddziałów", "nl": "Vestigingsmanagers", "fa": "رؤسای شعب"}, (),
    ),
    "clerks": ({"en": "Clerks", "pl": "Pracownicy", "nl": "Medewerkers", "fa": "کارشناسان"}, _CLERK),
    "accountants": ({"en": "Accountants", "pl": "Księgowi", "nl": "Boekhouders", "fa": "حسابداران"}, _ACCOUNTANT),
    "viewers": ({"en": "Viewers", "pl": "Podgląd", "nl": "Meelezers", "fa": "بینندگان"}, _VIEW),
}  # fmt: skip
ROLES: Final = {
    "administrators": gettext_noop("administrator"),
    "managers": gettext_noop("branch manager"),
    "clerks": gettext_noop("clerk"),
    "accountants": gettext_noop("accountant"),
    "viewers": gettext_noop("viewer"),
}


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demo, to be printed."""

    organisation: str
    role: str
    name: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts: the machine, a clerk for the daily work, the head for the rest, a manager as second pair of eyes."""

    machine: Actor
    clerk: Actor
    head: Actor
    manager: Actor
    parties: Mapping[str, str]

    def who_may(self, right: Right) -> Actor:
        """The clerk, or the head where the clerk may not; with a second person where the right asks for one."""
        by = self.clerk if self.clerk.may(right.code) else self.head
        return by.approved(self.manager) if right.four_eyes else by


def save_groups(by: Actor) -> None:
    """The supplied groups, some with more rights than they begin with, and three more."""
    supply_groups(by=by)
    for code, (names, _rights) in GROUPS.items():
        save_group(by=by, code=code, names=names, rights=rights_given(code))


def supplied_groups() -> dict[str, tuple[dict[str, str], tuple[str, ...]]]:
    """Titles and rights of every group that an organisation begins with, by code."""
    begun = {code: (names, rights_like(patterns)) for code, (names, patterns) in SUPPLIED.items()}
    return begun | {code: (names, rights_given(code)) for code, (names, _rights) in GROUPS.items()}


def rights_given(group: str) -> tuple[str, ...]:
    """The rights of one of `GROUPS`: those it names, all of them, or all but what managers leave to others."""
    everything = tuple(all_rights())
    managers = tuple(code for code in everything if code not in _NOT_MANAGERS)
    _names, rights = GROUPS[group]
    return everything if rights is None else rights or managers


def hire(by: Actor, staff: list[dict[str, str]]) -> dict[str, Actor]:
    """Create the accounts of the staff; returns an actor of each group."""
    actors = {}
    for person in staff:
        created = create_staff_user(
            by=by, login=person["login"], name=person["name"], password=PASSWORD, groups=(person["group"],),
            scope=ScopeLevel(person.get("scope", "organisation")), branch=person.get("branch", ""),
            language=person["language"], email=person["login"], position=person["position"],
        )  # fmt: skip
        actors[person["group"]] = staff_actor(staff_of(by).get(pk=created.user_id), channel="demo")
    return actors


def meet(by: Actor, people: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """Register the customers and open the client zone to those who have a login; returns their numbers."""
    numbers = {}
    for name, person in people.items():
        numbers[name] = _registered(by, person)
        if "account" in person:
            add_bank_account(by=by, number=numbers[name], account=person["account"])
        if "login" in person:
            open_client_zone(by=by, number=numbers[name], login=person["login"], password=PASSWORD)
    return numbers


def _registered(by: Actor, person: dict[str, Any]) -> str:
    contacts = tuple((ContactKind(kind), value) for kind, value in person.get("contacts", {}).items())
    numbers = tuple(NewIdentifier(IdentifierKind(kind), code) for kind, code in person.get("identifiers", {}).items())
    roles = tuple(RoleKind(role) for role in person.get("roles", ["borrower"]))
    if "company" in person:
        found = register_company(
            by=by, name=person["company"], branch=person["branch"], roles=roles, contacts=contacts, identifiers=numbers
        )
    else:
        born = person.get("born_on")
        found = register_person(
            by=by, given_names=person["given"], family_name=person["family"], branch=person["branch"], roles=roles,
            gender=person.get("gender", ""), born_on=date.fromisoformat(born) if born else None, contacts=contacts,
            identifiers=numbers,
        )  # fmt: skip
    return found.number


def logins(organisation: dict[str, Any]) -> list[Login]:
    """The accounts that the data of an organisation brings: each role first, then the customers."""
    name = organisation["organisation"]["name"]
    staff = [Login(name, ROLES[each["group"]], each["name"], each["login"], PASSWORD) for each in organisation["staff"]]
    customers = [
        Login(name, gettext_noop("customer"), f"{each['given']} {each['family']}", each["login"], PASSWORD)
        for each in (*organisation["people"].values(), *organisation.get("book_customers", ()))
        if "login" in each
    ]
    return staff + customers
