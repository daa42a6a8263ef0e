"""What an organisation says about itself, and how its things are numbered."""

import pytest

from repaid.access.actors import Actor
from repaid.access.commands.own_facts import change_organisation
from repaid.access.commands.series import NumbersWouldRepeat, set_series
from repaid.access.queries import audit_of_commands, number_series, organisation_of
from repaid.access.subjects import next_number, next_numbers
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, WrongInput

FACTS = {
    "name": "Krakowska Pożyczka SA", "language": "pl", "languages": ("en", "pl"), "time_zone": "Europe/Warsaw",
    "bank_code": "99990001",
}  # fmt: skip


@pytest.fixture
def by(db: None) -> Actor:
    return krakowska()


class TestFacts:
    def test_it_works(self, by: Actor) -> None:
        done = change_organisation(by=by, **FACTS)
        assert done.before == {"name": "Krakowska Pożyczka", "languages": []}
        assert organisation_of(by).languages == ["pl", "en"]
        assert change_organisation(by=by, **FACTS).after == {}
        (last, first) = audit_of_commands(by, ["access.change_organisation"])
        assert (first.outcome["after"]["name"], last.outcome["after"]) == ("Krakowska Pożyczka SA", {})

    @pytest.mark.parametrize(
        ("field", "value"), [("name", " "), ("language", "de"), ("languages", ("xx",)), ("time_zone", "Mars/Olympus")]
    )
    def test_what_is_refused(self, by: Actor, field: str, value: object) -> None:
        with pytest.raises(WrongInput):
            change_organisation(by=by, **FACTS | {field: value})

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            change_organisation(by=member(by, "Jan Nowy", ()), **FACTS)


class TestSeries:
    def test_it_works(self, by: Actor) -> None:
        assert next_number(by.organisation_id, "contract") == "1"
        done = set_series(by=by, kind="contract", prefix="KR-", width=5, next_number=42)
        assert (done.before, done.after) == ({"contract": "2"}, {"contract": "KR-00042"})
        assert next_number(by.organisation_id, "contract") == "KR-00042"
        assert next_numbers(by.organisation_id, "contract", 2) == ["KR-00043", "KR-00044"]
        assert number_series(by)["contract"].next == 45

    def test_a_number_is_given_once(self, by: Actor) -> None:
        set_series(by=by, kind="party", prefix="", width=0, next_number=10)
        with pytest.raises(NumbersWouldRepeat) as refused:
            set_series(by=by, kind="party", prefix="", width=0, next_number=9)
        assert (refused.value.field, "10 or more" in str(refused.value)) == ("next_number", True)

    @pytest.mark.parametrize(("prefix", "width"), [("KR/", 0), ("123456789", 0), ("", 11), ("", -1)])
    def test_what_is_refused(self, by: Actor, prefix: str, width: int) -> None:
        with pytest.raises(WrongInput):
            set_series(by=by, kind="contract", prefix=prefix, width=width, next_number=1)

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            set_series(by=member(by, "Jan Nowy", ()), kind="contract", prefix="", width=0, next_number=1)
