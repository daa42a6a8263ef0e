"""Whose money is it? What a payment says, compared with what is known of contracts: reasons and a confidence.

Nothing is read here. A repayment account belongs to one contract, so that it alone is certain; everything else adds up.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from string import ascii_uppercase
from typing import Final, NamedTuple

from repaid.kernel.text import folded, latin_digits, plain_code


class Reason(StrEnum):
    """What speaks for a contract, or against it."""

    ACCOUNT = "account"
    REFERENCE = "reference"
    NUMBER = "number"
    NAME = "name"
    PAID_BEFORE = "paid_before"
    KNOWN_OWNER = "known_owner"
    AMOUNT_DUE = "amount_due"
    AMOUNT_NEXT = "amount_next"
    PAYER_IS_OTHER = "payer_is_other"
    WITHDRAWN = "withdrawn"
    AMOUNT_FITS_NOTHING = "amount_fits_nothing"
    TAKES_NO_MONEY = "takes_no_money"
    BEFORE_LAUNCH = "before_launch"


WEIGHTS: Final = {
    Reason.ACCOUNT: 100,
    Reason.REFERENCE: 80,
    Reason.KNOWN_OWNER: 60,
    Reason.NUMBER: 50,
    Reason.PAID_BEFORE: 30,
    Reason.NAME: 25,
    Reason.AMOUNT_DUE: 20,
    Reason.AMOUNT_NEXT: 15,
    Reason.PAYER_IS_OTHER: -10,
    Reason.WITHDRAWN: -10,
}
SHORT: Final = 4
"""A number with fewer characters may stand in a title by chance: it counts half."""

CERTAIN: Final = 100
ALMOST: Final = 99
AGAINST: Final = frozenset(
    {
        Reason.PAYER_IS_OTHER,
        Reason.WITHDRAWN,
        Reason.AMOUNT_FITS_NOTHING,
        Reason.TAKES_NO_MONEY,
        Reason.BEFORE_LAUNCH,
    }
)
BARRING: Final = frozenset({Reason.WITHDRAWN, Reason.TAKES_NO_MONEY, Reason.BEFORE_LAUNCH})
"""Reasons for which the machine never settles alone."""

_CODE: Final = re.compile(r"[0-9A-Z][0-9A-Z/\-]*")
_DIGIT: Final = re.compile(r"[0-9]")
_RUN: Final = re.compile(r"\b(?=((?:[A-Z]{2} ?)?[0-9]{2}(?: ?[0-9A-Z]){12,32}))")
_LENGTHS: Final = (16, 18, 22, 25, 26, 28)
"""Characters of account numbers; in a title nothing but the check digits says where one ends."""

_AS_DIGITS: Final = {ord(letter): str(int(letter, 36)) for letter in ascii_uppercase}
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_WITHOUT_LETTERS: Final = "PL"


class Told(NamedTuple):
    """What a payment says: amount in minor units, texts as payer and bank wrote them."""

    amount: int
    currency: str
    payer: str = ""
    payer_account: str = ""
    paid_into: str = ""
    remittance: str = ""
    references: tuple[str, ...] = ()
    owner_id: int | None = None


class Clues(NamedTuple):
    """What of it can be looked up."""

    accounts: frozenset[str]
    references: frozenset[str]
    numbers: frozenset[str]


class Target(NamedTuple):
    """What is known of a contract; `due` and `next_amount` in minor units, `has_paid`: from this account before.

    `was_withdrawn`: somebody took this very payment back from it. That it belonged here then says nothing any more.
    """

    contract_id: int
    subject_id: int
    number: str
    account: str
    currency: str
    borrowers: str
    due: int
    next_amount: int
    takes_money: bool
    is_launched: bool
    has_paid: bool = False
    was_withdrawn: bool = False


class Suggestion(NamedTuple):
    """A contract with what speaks for it and against it."""

    target: Target
    confidence: int
    reasons: tuple[Reason, ...]

    @property
    def is_barred(self) -> bool:
        """Whether a person has to look at it, however sure the rest is."""
        return bool(BARRING & set(self.reasons))


def clues(told: Told) -> Clues:
    """What may be account numbers, references and codes in what a payment says.

    >>> sorted(clues(Told(60000, "PLN", remittance="rata umowa 1147 wzorcowy")).numbers)
    ['1147']
    """
    text = latin_digits(told.remittance).upper()
    found = {plain_code(each) for each in (told.paid_into, *told.references) if each}
    for run in map(plain_code, _RUN.findall(text)):
        found |= {run[:length] for length in _LENGTHS if length <= len(run) and _is_checked(run[:length])}
    accounts = found | {each.removeprefix(_WITHOUT_LETTERS) for each in found}
    references = {latin_digits(each).strip().upper() for each in told.references}
    return Clues(frozenset(accounts), frozenset(references), frozenset(_codes(text)))


def _is_checked(code: str) -> bool:
    """Whether a code has the check digits of an account number (ISO 7064, modulus 97)."""
    whole = code if code[0].isalpha() else _WITHOUT_LETTERS + code
    return whole[2:4].isdigit() and int((whole[4:] + whole[:4]).translate(_AS_DIGITS)) % 97 == 1


def _codes(text: str) -> Iterable[str]:
    codes = (word.strip("/-") for word in _CODE.findall(text))
    return (code for code in codes if _DIGIT.search(code))


def suggestion(told: Told, found: Clues, target: Target) -> Suggestion:
    """How well a payment fits a contract."""
    reasons = tuple(_reasons(told, found, target))
    weight = sum(_weight(reason, target) for reason in reasons)
    is_certain = Reason.ACCOUNT in reasons and not target.was_withdrawn
    confidence = CERTAIN if is_certain else max(0, min(weight, ALMOST))
    return Suggestion(target, confidence, reasons)


def _reasons(told: Told, found: Clues, target: Target) -> Iterable[Reason]:
    number = target.number.upper()
    paid_by = _words(told.payer)
    families = _families(target.borrowers)
    facts = (
        (Reason.ACCOUNT, target.account in found.accounts),
        (Reason.REFERENCE, number in found.references),
        (Reason.KNOWN_OWNER, told.owner_id == target.subject_id and not target.was_withdrawn),
        (Reason.NUMBER, number in found.numbers),
        (Reason.PAID_BEFORE, target.has_paid and not target.was_withdrawn),
        (Reason.WITHDRAWN, target.was_withdrawn),
        (Reason.NAME, not families.isdisjoint(paid_by | _words(told.remittance))),
        (Reason.AMOUNT_DUE, 0 < target.due == told.amount),
        (Reason.AMOUNT_NEXT, target.due != told.amount == target.next_amount),
        (Reason.PAYER_IS_OTHER, bool(told.payer) and families.isdisjoint(paid_by)),
        (Reason.AMOUNT_FITS_NOTHING, told.amount not in (target.due, target.next_amount)),
        (Reason.TAKES_NO_MONEY, not target.takes_money or target.currency != told.currency),
        (Reason.BEFORE_LAUNCH, not target.is_launched),
    )
    return (reason for reason, holds in facts if holds)


def _weight(reason: Reason, target: Target) -> int:
    weight = WEIGHTS.get(reason, 0)
    return weight // 2 if reason is Reason.NUMBER and len(target.number) < SHORT else weight


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text)))


@lru_cache(maxsize=4096)
def _families(names: str) -> frozenset[str]:
    """The family names of borrowers: the last word of each name."""
    found = (_WORD.findall(folded(name)) for name in names.split("·"))
    return frozenset(words[-1] for words in found if words)


def ranked(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """The most likely contract first; what nothing speaks for is left out."""
    likely = (each for each in suggestions if each.confidence > 0)
    return sorted(likely, key=lambda each: (-each.confidence, each.is_barred, each.target.number))


def certain_one(suggestions: list[Suggestion], threshold: int) -> Suggestion | None:
    """The one suggestion that may be followed without a person; None when there is none, or more than one."""
    sure = [each for each in suggestions if each.confidence >= threshold]
    return sure[0] if len(sure) == 1 and not sure[0].is_barred else None
