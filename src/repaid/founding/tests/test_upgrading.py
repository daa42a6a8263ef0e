"""A version that brings more than the one which founded the organisation."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from repaid.access import rights as declared
from repaid.access.actors import Actor, staff_actor
from repaid.access.commands.groups import change_group, define_group, remove_groups
from repaid.access.models import AuditRecord, Group, User
from repaid.access.queries import group_history, group_named
from repaid.documents import usual
from repaid.documents.commands.ground import remove_category
from repaid.documents.queries import categories
from repaid.founding.commands.founding import found_organisation
from repaid.founding.commands.upgrading import bring_up
from repaid.founding.models import Founding
from repaid.founding.tests.answers import PASSWORD, answered
from repaid.ledger.choices import AccountClass
from repaid.ledger.commands import chart as charts
from repaid.ledger.commands import supplying
from repaid.ledger.commands.chart import add_account, rename_account
from repaid.ledger.queries import chart, role_codes
from repaid.messages import kinds
from repaid.messages.commands.templates import archive_template
from repaid.messages.queries.contact import notice_named
from repaid.messages.queries.templates import templates

pytestmark = pytest.mark.django_db
WRITE_OFF, GATEWAYS = "contracts.write_off", "messages.administer"
"""Two rights: one that managers have too, one that head office has too."""
NEW_ROLE = "allowance"


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Pan X of an organisation that was founded by a version which knew less."""
    template = charts.template
    with monkeypatch.context() as then:
        for right in (WRITE_OFF, GATEWAYS):
            then.delitem(declared._ALL, right)
        for kind in ("contracts.termination", "contracts.due_soon"):
            then.delitem(kinds._KINDS, kind)
        then.delitem(usual.CATEGORIES, "court")  # type: ignore[arg-type]
        for place in (charts, supplying):
            then.setattr(
                place, "template", lambda country: [row for row in template(country) if row["role"] != NEW_ROLE]
            )
        answered(books={"chart": "PL", "products": []})
        found_organisation(password=PASSWORD)
        bring_up()
    return pan_x()


def pan_x() -> Actor:
    return staff_actor(User.objects.get(name="Pan X"), channel="backoffice")


def held(code: str) -> set[str]:
    return set(Group.objects.filter(rights__contains=[code]).values_list("code", flat=True))


class TestNewThings:
    def test_a_new_right_can_be_given(self, older: Actor) -> None:
        assert not older.may(WRITE_OFF)
        [done] = bring_up()
        assert (done.organisation, done.rights) == ("Pożyczka na Rynku", (WRITE_OFF, GATEWAYS))
        assert (held(WRITE_OFF), held(GATEWAYS)) == ({"administrators", "managers"}, {"administrators", "hq-admins"})
        by = pan_x()
        define_group(by=by, names={"pl": "Zarząd"}, rights=(WRITE_OFF,))
        assert group_history(group_named(by, "managers"))[0].pgh_context.metadata["name"] == "Repaid"

    def test_the_rest_of_a_new_version(self, older: Actor) -> None:
        add_account(by=older, code="290", names={"pl": "Rezerwa"}, account_class=AccountClass.ASSET)
        [done] = bring_up()
        assert (done.categories, done.accounts, done.texts > 0) == (("court",), ("290.2",), True)
        assert role_codes(older.organisation_id)["allowance"] == "290.2"
        assert {row.code for row in chart(older)} >= {"290", "290.2"}
        assert templates(older).filter(kind="contracts.termination").exists()
        lines = AuditRecord.objects.filter(channel="upgrade").values_list("command", flat=True)
        assert sorted(lines) == [
            "access.give_new_rights", "documents.add_usual_categories", "ledger.supply_accounts",
            "messages.supply_messages",
        ]  # fmt: skip

    def test_nobody_is_written_to_before_somebody_says_so(self, older: Actor) -> None:
        [done] = bring_up()
        assert done.waiting == ("contracts.due_soon",)
        assert not notice_named(older, "contracts.due_soon").is_automatic
        assert notice_named(older, "contracts.overdue").is_automatic, "as it was"

    def test_a_new_group(self, older: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
        from_now: Any = {"auditors": ({"en": "Auditors"}, ("access.read_audit", WRITE_OFF))}
        monkeypatch.setattr("repaid.simulation.cast.GROUPS", from_now)
        [done] = bring_up()
        assert done.groups == ("auditors",)
        assert held(WRITE_OFF) == {"auditors", "administrators"}, "no other group is supplied with it now"

    def test_twice(self, older: Actor, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        bring_up()
        before = AuditRecord.objects.count()
        with django_assert_num_queries(1):
            assert bring_up() == []
        Founding.objects.update(supplied="")
        assert bring_up() == []
        assert AuditRecord.objects.count() == before


class TestWhatPeopleDecided:
    def test_it_stays(self, older: Actor) -> None:
        """A right taken from all, a category removed, a text out of use, an account renamed, a group removed."""
        for group in Group.objects.all():
            rights = tuple({*group.rights} - {"reports.view"})
            change_group(by=older, group=group.code, names=group.names, rights=rights)
        remove_category(by=older, code="other")
        text = templates(older).get(kind="contracts.overdue", channel="sms", recipient="borrower")
        archive_template(by=older, template=text.pk)
        rename_account(by=older, code="201", names={"pl": "Pożyczki"})
        remove_groups(by=older, groups=("viewers",))
        [done] = bring_up()
        assert (done.rights, done.groups, held("reports.view")) == ((WRITE_OFF, GATEWAYS), (), set())
        assert not categories(older, closed=True).filter(code="other").exists()
        assert templates(older).get(pk=text.pk).archived_on is not None
        assert next(row.names for row in chart(older) if row.code == "201") == {"pl": "Pożyczki"}

    def test_whose_group_of_administrators_is_gone(self, older: Actor) -> None:
        """The group in whose place it stands gets what is new, so that they can give it on."""
        define_group(by=older, names={"en": "Board"}, rights=tuple(sorted(older.rights)))
        User.objects.get().groups.set([group_named(older, "board")])
        remove_groups(by=older, groups=("administrators",))
        bring_up()
        assert (held(WRITE_OFF), held(GATEWAYS)) == ({"managers", "board"}, {"hq-admins", "board"})

    def test_a_group_of_their_own_with_an_old_code_gets_nothing(self, older: Actor) -> None:
        remove_groups(by=older, groups=("managers",))
        define_group(by=older, names={"en": "Managers"}, rights=("contracts.view",))
        bring_up()
        assert held(WRITE_OFF) == {"administrators"}
        assert group_named(older, "managers").rights == ["contracts.view"]
