"""Boxes: what is read, what is refused in a sentence, what stays; refusals of commands at their box."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils.translation import override

from loanmath.money import Money
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.templatetags.ui import control
from repaid.interfaces.ui.testing import page_text
from repaid.interfaces.ui.tests.specimen import ContractSettled, PaymentForm
from repaid.kernel.refusal import MissingRight, Refusal

TODAY = date(2026, 11, 20)
TYPED = {
    "amount": "1 234,56",
    "value_date": "+7",
    "rate": "9,5",
    "count": "۱۲",
    "account": "72 9999 0001 0000 0000 0000 1234",
    "kind": "t",
    "effect": "term",
    "channel": "1",
    "agreed": "on",
}


def test_it_reads_what_was_typed() -> None:
    form = PaymentForm(TYPED, on=TODAY)
    assert form.is_valid(), form.errors
    assert form.values() == {
        "amount": Money(123456, "PLN"),
        "value_date": date(2026, 11, 27),
        "rate": Decimal("9.5"),
        "count": 12,
        "account": "72999900010000000000001234",
        "kind": "t",
        "effect": "term",
        "channel": "1",
        "note": "",
        "agreed": True,
    }


def test_a_key_is_given_and_kept() -> None:
    given = uuid4()
    kept = PaymentForm(TYPED | {"key": str(given)}, on=TODAY)
    made = PaymentForm(TYPED, on=TODAY)
    assert kept.is_valid() and made.is_valid()
    assert kept.cleaned_data["key"] == given
    assert isinstance(made.cleaned_data["key"], UUID)
    assert PaymentForm()["key"].value() != PaymentForm()["key"].value()


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("amount", "abc", "This is not an amount. Write it like 1,234.50 PLN."),
        ("amount", "0", "Enter an amount above 0, for example 1,000.00."),
        ("amount", "-5", "Enter an amount above 0, for example 1,000.00."),
        ("amount", "", "The field “Amount” is empty. Please fill it in."),
        ("value_date", "30.02.2026", "The day 2026-02-30 does not exist. The last day of that month is 2026-02-28."),
        ("rate", "9.48221", "This is not a rate. Write per cent a year with at most four decimals, like 9.5."),
        ("count", "400", "Enter a number between 1 and 360."),
        ("count", "twelve", "This is not a whole number. Write digits only."),
    ],
)
def test_a_box_refuses_in_a_sentence(box: str, typed: str, sentence: str) -> None:
    with override("en"):
        form = PaymentForm(TYPED | {box: typed}, on=TODAY)
        assert [text.replace("\u00a0", " ") for text in form.errors[box]] == [sentence]
        assert f'value="{typed}"' in control(form[box]) or not typed


def test_a_stored_value_is_written_in_the_manner_of_the_reader() -> None:
    initial = {"amount": Money(123456, "PLN"), "value_date": TODAY, "rate": Decimal("9")}
    for language, amount, day, rate in [
        ("pl", "1\u00a0234,56", "2026-11-20", "9,00"),
        ("fa", "۱٬۲۳۴٫۵۶", "۱۴۰۵/۰۸/۲۹", "۹٫۰۰"),
    ]:
        with override(language):
            form = PaymentForm(initial=initial, on=TODAY)
            written = [form[name].value() for name in ("amount", "value_date", "rate")]
            shown = [form.fields[name].prepare_value(value) for name, value in zip(initial, written, strict=True)]
            assert shown == [amount, day, rate]
            again = PaymentForm(TYPED | dict(zip(initial, shown, strict=True)), initial=initial, on=TODAY)
            assert again.is_valid(), again.errors
            assert {name: again.cleaned_data[name] for name in initial} == initial


def test_a_refusal_of_a_command_stands_at_its_box() -> None:
    form = PaymentForm(TYPED, on=TODAY)
    assert form.is_valid()
    assert form.attempt(lambda: refused(ContractSettled(number=11, field="amount"))) is None
    assert form.errors == {"amount": ["Contract 11 is settled. It takes no more payments."]}


def test_a_refusal_without_a_box_stands_above_the_form() -> None:
    form = PaymentForm(TYPED, on=TODAY)
    assert form.is_valid()
    form.attempt(lambda: refused(ContractSettled(number=11)))
    assert list(form.errors) == ["__all__"]


def test_a_missing_right_is_not_the_forms_affair() -> None:
    form = PaymentForm(TYPED, on=TODAY)
    assert form.is_valid()
    with pytest.raises(MissingRight):
        form.attempt(lambda: refused(MissingRight(right="Book payments")))


def test_what_a_command_returns_comes_back() -> None:
    assert Form({}).attempt(lambda: 5) == 5


def test_a_form_sent_back_says_what_is_wrong_at_the_box_and_above(client: Client) -> None:
    answer = client.post("/form", TYPED | {"amount": "abc"})
    source, text = answer.content.decode(), page_text(answer)
    assert answer.status_code == 422
    assert "Not saved. Please correct this: This is not an amount. Write it like 1,234.50 PLN." in text
    assert '<a href="#id_amount">' in source
    assert 'aria-describedby="id_amount_error"' in source and 'id="id_amount_error"' in source
    assert 'value="abc"' in source and 'aria-invalid="true"' in source


def test_what_was_typed_and_the_key_survive_a_refusal(client: Client) -> None:
    key = str(uuid4())
    source = client.post("/form", TYPED | {"key": key}).content.decode()
    assert "Contract 11 is settled." in source
    assert f'value="{key}"' in source and 'value="1 234,56"' in source


def refused(refusal: Refusal) -> None:
    raise refusal
