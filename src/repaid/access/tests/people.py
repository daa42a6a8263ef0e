"""An organisation with people in it, for the stories of these tests."""

from datetime import date

from repaid.access.actors import Actor, staff_actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.organisations import add_branch, open_organisation, save_group
from repaid.access.commands.users import create_staff_user
from repaid.access.models import User

PASSWORD = "Wisla-2026-krakow"


def krakowska(code: str = "krakowska") -> Actor:
    """The machine's actor of a Polish lender with two branches in two provinces."""
    by = open_organisation(
        code=code,
        name="Krakowska Pożyczka",
        country="PL",
        currency="PLN",
        language="pl",
        time_zone="Europe/Warsaw",
        weekend=(5, 6),
        bank_code="99990001",
        day=date(2026, 11, 20),
        channel="cli",
    )
    add_branch(by=by, code="KR", name="Kraków", province="Małopolskie")
    add_branch(by=by, code="WA", name="Warszawa", province="Mazowieckie")
    return by


def member(
    by: Actor,
    name: str,
    rights: tuple[str, ...],
    *,
    scope: ScopeLevel = ScopeLevel.ORGANISATION,
    branch: str = "KR",
) -> Actor:
    """A member of staff with just these rights, in a group of the same name."""
    code = "".join(char for char in name.casefold() if char.isascii() and char.isalpha())
    save_group(by=by, code=code, names={"en": name}, rights=rights)
    created = create_staff_user(
        by=by, login=code, name=name, password=PASSWORD, groups=(code,), scope=scope, branch=branch
    )
    return staff_actor(User.objects.get(pk=created.user_id), channel="backoffice")
