"""What stands around the questions of the first run: the steps, what a pack brings, the summary."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from repaid.access.supplied import SUPPLIED, rights_like
from repaid.founding.plan import STEPS, Answers, packs
from repaid.interfaces.backoffice.first_run.forms import PACKS, QUESTIONS, TITLES
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.formats import weekday
from repaid.kernel.names import in_language
from repaid.kernel.text import isolated
from repaid.ledger.commands.chart import template
from repaid.products.calendars import holiday_names
from repaid.products.queries.legal_state import IN_FORCE, legal_states
from repaid.simulation.cast import GROUPS, rights_given

Facts = Sequence[tuple[Text, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the page lists it."""

    title: Text
    address: str
    is_current: bool
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of a step in the summary."""

    title: Text
    address: str
    facts: Facts


def steps_shown(current: str, answers: Answers, address: Callable[[str], str]) -> list[Step]:
    """Every step, with which one this is and which are answered; `address` is the page of a step."""
    return [Step(TITLES[step], address(step), step == current, step in answers) for step in STEPS]


def beside(step: str, answers: Answers) -> list[Table]:
    """What the answers bring: holidays and figures of law, the chart of accounts, the groups of rights."""
    makers = {"calendar": _holidays_and_law, "books": _chart, "people": _groups}
    return makers[step](answers) if step in makers and "organisation" in answers else []


def summary_of(answers: Answers, address: Callable[[str], str]) -> list[Part]:
    """Every answer in words, by step."""
    return [Part(TITLES[step], address(step), _facts(step, answers)) for step in STEPS]


def _facts(step: str, answers: Answers) -> Facts:
    if step == "country":
        return [(_("Country"), PACKS[answers[step]["pack"]])]
    form = QUESTIONS[step](answers=answers)
    told = answers[step]
    return [(box.label or name, _word(name, told[name], form)) for name, box in form.fields.items() if name in told]


def _word(name: str, value: Any, form: Any) -> Any:
    """An answer as a person reads it."""
    if name == "day":
        return date.fromisoformat(value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return " · ".join(isolated(str(choices.get(each, each))) for each in value) or "—"
    return choices.get(value, value) if value != "" else "—"


def _country(answers: Answers) -> str:
    pack = packs()[answers["country"]["pack"]]
    return pack.country or str(answers["organisation"]["country"])


def _holidays_and_law(answers: Answers) -> list[Table]:
    country, today = _country(answers), timezone.localdate()
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    days = sorted(holiday_names(country, [today.year], language).items())
    holidays = (
        Column(lambda row: row[0], _("Day"), "date", small=lambda row: weekday(row[0])),
        Column(_second, pgettext("column", "Holiday")),
    )
    law = (Column(_first, _("Figures of law")), Column(_second, pgettext("column", "Count"), "number"))
    states = legal_states(country, today)
    there = sum(each.state == IN_FORCE for each in states)
    counted = [
        (pgettext("figure of law", "in force"), there),
        (pgettext("figure of law", "not on file"), len(states) - there),
    ]
    return [Table(_("Figures of law"), law, counted), Table(_("Holidays of this year"), holidays, days)]


def _chart(answers: Answers) -> list[Table]:
    chart = answers.get("books", {}).get("chart") or packs()[answers["country"]["pack"]].chart
    columns = (Column("code", _("Code"), "code"), Column(in_language, _("Account")))
    return [Table(_("Chart of accounts"), columns, template(chart))]


def _groups(_answers: Answers) -> list[Table]:
    columns = (Column(_first, pgettext("group of rights", "Group")), Column(_second, _("Rights"), "number"))
    own = [(in_language(names), len(rights_given(code))) for code, (names, _rights) in GROUPS.items()]
    others = {code: each for code, each in SUPPLIED.items() if code not in GROUPS}
    rows = own + [(in_language(names), len(rights_like(patterns))) for names, patterns in others.values()]
    return [Table(_("Groups that come with it"), columns, rows)]


def _first(row: Any) -> Any:
    return row[0]


def _second(row: Any) -> Any:
    return row[1]
