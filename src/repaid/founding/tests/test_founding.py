"""From an empty database to an organisation that can lend."""

from datetime import date

import pytest
from django.contrib.auth import authenticate

from repaid.access.business_day import today
from repaid.access.models import AuditRecord, Branch, Group, Organisation, User
from repaid.access.queries import number_series
from repaid.documents.queries import categories
from repaid.founding.commands.founding import (
    TRIES_MAX,
    CodeVoid,
    FoundedAlready,
    WrongCode,
    begin_founding,
    enter_code,
    found_organisation,
    keep_answers,
)
from repaid.founding.plan import STEPS, AnswersMissing, open_step, packs
from repaid.founding.queries import answers, code_digest, is_founded
from repaid.founding.tests.answers import ANSWERS, PASSWORD, answered
from repaid.kernel.refusal import WrongInput
from repaid.ledger.queries import chart
from repaid.messages.queries.templates import templates
from repaid.products.queries import offered_versions

pytestmark = pytest.mark.django_db


class TestCode:
    def test_it_proves_who_started_the_server(self) -> None:
        code = begin_founding()
        assert enter_code(f" {code.lower().replace('-', ' ')} ") == code_digest() != ""
        with pytest.raises(WrongCode):
            enter_code("AAAA-AAAA")
        with pytest.raises(WrongInput):
            enter_code(" - ")

    def test_a_new_one_makes_the_old_one_void_and_keeps_the_answers(self) -> None:
        old = begin_founding()
        keep_answers("country", {"pack": "NL"})
        begin_founding()
        with pytest.raises(WrongCode):
            enter_code(old)
        assert answers() == {"country": {"pack": "NL"}}

    def test_guessing_ends(self) -> None:
        code = begin_founding()
        for _guess in range(TRIES_MAX):
            with pytest.raises(WrongCode):
                enter_code("AAAA-AAAA")
        with pytest.raises(CodeVoid):
            enter_code(code)


class TestAnswers:
    def test_the_first_open_step(self) -> None:
        assert open_step(answers()) == "country"
        keep_answers("country", {"pack": "PL"})
        assert open_step(answers()) == "organisation"
        with pytest.raises(AnswersMissing):
            found_organisation(password=PASSWORD)

    def test_another_country_opens_what_its_pack_proposes(self) -> None:
        answered()
        keep_answers("country", {"pack": "PL"})
        assert open_step(answers()) == ""
        keep_answers("country", {"pack": "NL"})
        assert open_step(answers()) == "organisation"


class TestFounding:
    def test_everything_is_there(self) -> None:
        answered()
        by = found_organisation(password=PASSWORD, address="192.0.2.7")
        own = Organisation.objects.get()
        assert (own.code, own.country, own.currency, own.languages, own.weekend) == (
            "rynek",
            "PL",
            "PLN",
            ["pl", "en"],
            [5, 6],
        )
        assert today(own.pk) == date(2026, 11, 20)
        assert [branch.name for branch in Branch.objects.all()] == ["Kraków Rynek"]
        assert Group.objects.count() >= 5 and len(chart(by)) > 20 and categories(by)
        assert templates(by).filter(kind="identity.portal_password").exists(), "a customer can be let in"
        assert list(offered_versions(by, date(2026, 11, 20))) == ["pozyczka-ratalna"]
        assert number_series(by)["contract"].written(100) == "KR-00100"
        user = User.objects.get()
        assert (user.name, [group.code for group in user.groups.all()]) == ("Pan X", ["administrators"])
        assert authenticate(None, audience="staff", login="pan.x", password=PASSWORD) == user
        assert AuditRecord.objects.filter(command="products.publish_version", address="192.0.2.7").exists()
        assert set(AuditRecord.objects.values_list("channel", flat=True)) == {"first-run"}
        assert (answers(), code_digest(), is_founded()) == ({}, "", True)

    def test_once(self) -> None:
        answered()
        found_organisation(password=PASSWORD)
        with pytest.raises(FoundedAlready):
            found_organisation(password=PASSWORD)

    def test_all_or_nothing(self) -> None:
        """A password that is too weak is refused last; nothing of the organisation stays, the answers do."""
        answered()
        with pytest.raises(WrongInput) as refused:
            found_organisation(password="short")
        assert (refused.value.field, is_founded(), open_step(answers())) == ("password", False, "")

    @pytest.mark.parametrize("code", ["NL", "IR", "other"])
    def test_every_pack_founds(self, code: str) -> None:
        pack = packs()[code]
        own = {
            **ANSWERS["organisation"],
            "language": pack.language,
            "languages": [*pack.languages],
            "time_zone": pack.time_zone,
        }
        if code == "other":
            own |= {"country": "GB", "currency": "GBP"}
        answered(
            country={"pack": code}, organisation=own,
            calendar={"weekend": [*map(str, pack.weekend)], "day": "2026-11-20"},
            books={"chart": pack.chart, "products": [each["code"] for each in pack.products]},
        )  # fmt: skip
        by = found_organisation(password=PASSWORD)
        assert len(offered_versions(by, date(2026, 11, 20))) == len(pack.products)

    def test_the_steps_are_those_with_answers(self) -> None:
        assert tuple(ANSWERS) == STEPS
