"""Who can see this? The answer is what scope says of each person, asked for all at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repaid.access.actors import customer_actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.organisations import save_group
from repaid.access.commands.users import create_customer_user
from repaid.access.models import Branch, Subject, User
from repaid.access.rights import READ_AUDIT
from repaid.access.scope import visible
from repaid.access.seers import who_sees
from repaid.access.subjects import build_subject, connect
from repaid.access.tests.bank import PASSWORD, actor_of, bank, employ
from repaid.access.tests.people import krakowska, member


def placed(organisation_id: int, branch: str, number: str, handler: int | None = None, kind: str = "case") -> Subject:
    row = build_subject(
        organisation_id=organisation_id, branch_id=Branch.objects.get(code=branch).pk if branch else None, kind=kind,
        number=number, title=f"رضا {number}",
    )  # fmt: skip
    row.handler_id = handler
    row.save()
    return row


@pytest.mark.django_db
def test_the_list_is_what_each_person_sees() -> None:
    machine, other = bank(), krakowska()
    save_group(by=machine, code="readers", names={"en": "Readers"}, rights=("access.read_audit",))
    people = [
        employ(machine, f"{number}", "readers" if number % 7 else "clerks", branch, scope=scope).account
        for number, (scope, branch) in enumerate(
            [(scope, branch) for scope in ScopeLevel for branch in ("6140", "7305", "7317")], start=5001
        )
    ]
    member(other, "Ewa Obca", ("access.read_audit",), scope=ScopeLevel.EVERYTHING)
    member(other, "Jan Obcy", ("access.read_audit",))
    subjects = [
        placed(machine.organisation_id, branch, f"{place}", handler)
        for place, (branch, handler) in enumerate([("7305", people[0]), ("6140", None), ("", people[4]), ("", None)])
    ]
    actors = [actor_of(user.pk) for user in User.objects.filter(audience="staff")]
    for subject in subjects:
        seen = {
            actor.user_id for actor in actors
            if actor.may(READ_AUDIT.code) and visible(Subject.objects.filter(pk=subject.pk), actor, subject="").exists()
        }  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = who_sees(subject, READ_AUDIT)
        assert {each.user.pk for each in found} == seen and len(asked) <= 4
        assert all(
            [group.code for group in each.groups] == ["readers"]
            for each in found
            if each.user.organisation_id == machine.organisation_id
        )


@pytest.mark.django_db
def test_a_customer_sees_what_is_the_customers_own() -> None:
    machine = bank()
    reza, case = (
        placed(machine.organisation_id, "6140", number, kind=kind)
        for number, kind in (("1", "party"), ("2", "contract"))
    )
    connect(case, reza, "borrower")
    created = create_customer_user(by=machine, person=reza, login="0012345679", password=PASSWORD)
    assert [(each.user.pk, each.scope) for each in who_sees(case, READ_AUDIT)] == [(created.user_id, None)]
    actor = customer_actor(User.objects.get(pk=created.user_id), channel="portal")
    assert visible(Subject.objects.filter(pk=case.pk), actor, subject="").exists()
