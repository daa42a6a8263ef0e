"""What a payment says, read and weighed."""

import pytest

from repaid.settling.matching import Reason, Suggestion, Target, Told, certain_one, clues, ranked, suggestion

PIOTR = Target(
    contract_id=1, subject_id=10, number="1147", account="72999900010000000000001234", currency="PLN",
    borrowers="Piotr Wzorcowy · Maria Łęcka", due=27913, next_amount=57565, takes_money=True, is_launched=True,
)  # fmt: skip


def weighed(**said: object) -> Suggestion:
    """How a payment of 600,00 fits Piotr's contract."""
    told = Told(**{"amount": 60000, "currency": "PLN", **said})
    return suggestion(told, clues(told), PIOTR)


@pytest.mark.parametrize(
    "title",
    [
        "rata PL72 9999 0001 0000 0000 0000 1234",
        "rata 72 9999 0001 0000 0000 0000 1234 oraz reszta",
        "72999900010000000000001234",
        "۷۲۹۹۹۹۰۰۰۱۰۰۰۰۰۰۰۰۰۰۰۰۱۲۳۴",
        "nr 72 9999 0001 0000 0000 0000 1234 20 listopada 2026",
    ],
)
def test_the_repayment_account_is_found_however_it_is_written(title: str) -> None:
    found = weighed(remittance=title)
    assert Reason.ACCOUNT in found.reasons
    assert found.confidence == 100


def test_an_account_of_the_netherlands_ends_where_words_begin() -> None:
    assert "NL02RPAD0000000007" in clues(Told(1, "EUR", remittance="NL02 RPAD 0000 0000 07 rente")).accounts


def test_the_account_the_payer_typed_counts_as_well() -> None:
    assert weighed(paid_into="PL72999900010000000000001234").confidence == 100


@pytest.mark.parametrize("title", ["umowa 1147", "Umowa nr 1147/ rata", "(1147)"])
def test_a_number_in_the_title(title: str) -> None:
    assert Reason.NUMBER in weighed(remittance=title).reasons


def test_a_part_of_another_number_is_none() -> None:
    assert Reason.NUMBER not in weighed(remittance="faktura 11470, 21147").reasons


def test_names_are_compared_without_diacritics_and_order() -> None:
    assert Reason.NAME in weighed(payer="LECKA MARIA").reasons
    assert Reason.NAME in weighed(payer="Komornik", remittance="za wzorcowego i Wzorcowy").reasons
    assert Reason.NAME not in weighed(payer="Maria Obrazowa").reasons
    assert Reason.PAYER_IS_OTHER in weighed(payer="Komornik Sądowy").reasons


def test_the_reasons_add_up_and_never_reach_certainty() -> None:
    found = weighed(amount=27913, payer="Piotr Wzorcowy", remittance="umowa 1147", references=("1147",), owner_id=10)
    assert found.confidence == 99
    assert weighed(payer="Piotr Wzorcowy", remittance="umowa 1147").confidence == 75
    assert weighed(remittance="czynsz").confidence == 0


def test_the_better_one_stands_first_and_only_one_alone_is_certain() -> None:
    by_number, by_name = weighed(remittance="1147"), weighed(payer="Piotr Wzorcowy")
    assert ranked([by_name, by_number, weighed(remittance="czynsz")]) == [by_number, by_name]
    sure = weighed(remittance=PIOTR.account)
    assert certain_one([sure, by_name], 95) is sure
    assert certain_one([sure, sure], 95) is None
    assert certain_one([by_name], 95) is None


def test_money_of_another_currency_is_never_certain() -> None:
    sure = weighed(remittance=PIOTR.account, currency="EUR")
    assert sure.confidence == 100
    assert certain_one([sure], 95) is None
