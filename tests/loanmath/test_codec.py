"""Terms, events and facts as data and back; what cannot be read names its field."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmath.changes import RateChange
from loanmath.codec import DataRefused, event_from_data, event_to_data, terms_from_data, terms_to_data
from loanmath.components import Amounts
from loanmath.events import KINDS, Opened, OpenItem, TermsChanged
from loanmath.testing import stories
from tests.loanmath.loans import day, loan_11


def spoken(data):
    return json.loads(json.dumps(data))


@settings(max_examples=100, deadline=None)
@given(stories())
def test_terms_and_events_come_back_exactly(story):
    terms, events, _ = story
    assert terms_from_data(spoken(terms_to_data(terms))) == terms
    for event in events:
        assert event_from_data(spoken(event_to_data(event, "EUR")), "EUR") == event


def test_an_event_is_plain_words():
    data = {
        "kind": "terms_changed",
        "value_date": "2024-03-01",
        "key": "k",
        "change": {"kind": "rate", "percent": "7.25"},
    }
    event = event_from_data(data, "PLN")
    assert isinstance(event, TermsChanged) and isinstance(event.change, RateChange)
    assert event_to_data(event, "PLN")["change"] == {"kind": "rate", "percent": "7.25", "keep": "term"}


def test_nested_amounts_are_money():
    opened = Opened(
        value_date=day("2024-01-01"), key="k", principal=5, items=(OpenItem(day("2023-12-01"), Amounts(100_00)),)
    )
    data = event_to_data(opened, "PLN")
    assert data["items"][0]["owed"]["principal"] == "100.00"
    assert event_from_data(spoken(data), "PLN") == opened


def test_money_follows_the_exponent_of_its_currency():
    data = {"kind": "received", "value_date": "2024-03-01", "key": "k", "amount": "1500000"}
    assert event_from_data(data, "IRR").amount == 1_500_000
    with pytest.raises(DataRefused, match=r"event\.amount"):
        event_from_data({**data, "amount": "1.5"}, "IRR")


def test_a_missing_field_has_its_default():
    data = {"currency": "PLN", "amount": "500.00", "start": "2015-05-21"}
    assert terms_from_data(data).count == 1


def changed(**fields):
    return {**terms_to_data(loan_11()), **fields}


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (None, "terms.currency"),
        ({"currency": "zloty"}, "terms.currency"),
        (changed(colour="red"), "terms.colour"),
        (changed(amount=500), "terms.amount"),
        (changed(amount="5,00"), "terms.amount"),
        (changed(amount="5.001"), "terms.amount"),
        (changed(start="2015-02-30"), "terms.start"),
        (changed(count="12"), "terms.count"),
        (changed(count=True), "terms.count"),
        (changed(every={"n": 1, "unit": "moons"}), "terms.every.unit"),
        (changed(every={"n": 0, "unit": "months"}), "terms.every"),
        (changed(rates=[{"since": None, "percent": "NaN"}]), "terms.rates[0].percent"),
        (changed(rates=[{"since": None, "percent": "x"}]), "terms.rates[0].percent"),
        (changed(rates="7"), "terms.rates"),
        (changed(balloon={"amount": "1.00", "share": "1/0"}), "terms.balloon.share"),
        (changed(count=0), "terms.count"),
        (changed(first_due=5), "terms.first_due"),
    ],
)
def test_wrong_terms_name_the_field(data, path):
    with pytest.raises(DataRefused) as refused:
        terms_from_data(data)
    assert refused.value.path == path
    assert refused.value.said


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"kind": "eaten"}, "event.kind"),
        ("paid", "event.kind"),
        ({"kind": "received", "key": "k", "amount": "1"}, "event.value_date"),
        (
            {"kind": "waived", "value_date": "2024-01-01", "key": "k", "amount": "1", "component": "soul"},
            "event.component",
        ),
        (
            {"kind": "terms_changed", "value_date": "2024-01-01", "key": "k", "change": {"kind": "?"}},
            "event.change.kind",
        ),
    ],
)
def test_wrong_events_name_the_field(data, path):
    with pytest.raises(DataRefused) as refused:
        event_from_data(data, "PLN")
    assert refused.value.path == path


@given(st.sampled_from(sorted(KINDS)))
def test_every_kind_of_event_wants_a_date_and_a_key(kind):
    with pytest.raises(DataRefused, match="missing"):
        event_from_data({"kind": kind}, "PLN")
