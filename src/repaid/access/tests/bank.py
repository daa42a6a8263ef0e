"""The bank of the specimens: provinces 96 and 73, branches 6140, 7305 and 7317, users with number names."""

from datetime import date

from repaid.access.actors import Actor, staff_actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.branches import define_branch, define_province
from repaid.access.commands.groups import supply_groups
from repaid.access.commands.organisations import open_organisation
from repaid.access.commands.staff import define_user
from repaid.access.discovery import know_rights_and_commands
from repaid.access.models import User
from repaid.access.places import BranchData, ProvinceData
from repaid.access.staffing import StaffData

PASSWORD = "Alvand-2026-hamedan"
BRANCHES = (("6140", "اکباتان تهران", "96"), ("7305", "شهید مطهری لرستان", "73"), ("7317", "کوهدشت", "73"))


def bank() -> Actor:
    """The machine's actor of the bank, with the supplied groups."""
    know_rights_and_commands()
    by = open_organisation(
        code="nemuneh", name="بانک نمونه", country="IR", currency="IRR", language="fa", time_zone="Asia/Tehran",
        weekend=(3, 4), bank_code="099", day=date(2026, 11, 21), channel="cli",
    )  # fmt: skip
    for code, name in (("96", "تهران(غرب)"), ("73", "لرستان")):
        define_province(by=by, data=ProvinceData(name=name, code=code))
    for code, name, province in BRANCHES:
        define_branch(by=by, data=BranchData(code=code, name=name, province=province))
    supply_groups(by=by)
    return by


def employ(by: Actor, username: str, group: str = "collections", branch: str = "6140", **more: object) -> Actor:
    """A member of staff of the bank."""
    told = {"given_names": "سارا", "family_name": f"نمونه {username}", "groups": (group,) if group else (), **more}
    data = StaffData(username=username, branch=branch, **told)  # type: ignore[arg-type]
    saved = define_user(by=by, data=data, password=PASSWORD)
    return actor_of(saved.user_id)


def actor_of(user_id: int) -> Actor:
    """The actor that a user is on the next request."""
    return staff_actor(User.objects.get(pk=user_id), channel="backoffice")


def hq_admin(by: Actor) -> Actor:
    """An admin of the department, for the whole bank."""
    return employ(by, "1000", "hq-admins", scope=ScopeLevel.ORGANISATION, family_name="ستادی")
