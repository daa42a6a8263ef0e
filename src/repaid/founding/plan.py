"""What is to be founded, read from the answers; and the country packs that propose answers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Refusal

STEPS: Final = ("country", "organisation", "calendar", "books", "people", "numbers", "administrator")
"""The questions in their order; the summary follows."""

SERIES: Final = ("contract", "party")
OTHER: Final = "other"
Answers = Mapping[str, Mapping[str, Any]]


class AnswersMissing(Refusal):
    code = "answers_missing"
    sentence = _("Something has not been answered yet. Go back to the first step that is open.")


@dataclass(frozen=True, slots=True)
class Pack:
    """What is usual in a country; `other` proposes little and lets the country be named."""

    code: str
    country: str
    currency: str
    language: str
    languages: Sequence[str]
    time_zone: str
    weekend: Sequence[int]
    chart: str
    products: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a series begins."""

    prefix: str
    width: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that founding needs but the password, which is typed last and kept nowhere."""

    pack: Pack
    name: str
    code: str
    country: str
    currency: str
    language: str
    languages: Sequence[str]
    time_zone: str
    bank_code: str
    weekend: Sequence[int]
    day: date
    chart: str
    products: Sequence[str]
    branch: str
    branch_name: str
    province: str
    series: Mapping[str, Numbering]
    administrator: str
    login: str
    email: str


@cache
def packs() -> Mapping[str, Pack]:
    """The country packs by code."""
    text = files("repaid.founding").joinpath("data", "packs.json").read_text(encoding="utf-8")
    return {code: Pack(code=code, **told) for code, told in json.loads(text).items()}


def open_step(answers: Answers) -> str:
    """The first step without an answer; "" when all are answered."""
    return next((step for step in STEPS if step not in answers), "")


def plan_from(answers: Answers) -> Plan:
    """The plan that the answers make; AnswersMissing while a step is open."""
    if open_step(answers):
        raise AnswersMissing
    told = {name: value for step in STEPS for name, value in answers[step].items()}
    pack = packs()[told.pop("pack")]
    series = {
        kind: Numbering(told.pop(f"{kind}_prefix"), told.pop(f"{kind}_width"), told.pop(f"{kind}_first"))
        for kind in SERIES
    }
    day = date.fromisoformat(told.pop("day"))
    told = {"country": pack.country, "currency": pack.currency} | told
    return Plan(pack=pack, day=day, series=series, weekend=[int(each) for each in told.pop("weekend")], **told)
