"""What many pages share: a form on a page of its own, the business day and other days, saved views of a list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from repaid.interfaces.backoffice.once import once
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.ui import typed
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.fields import MoneyField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.refusal import WrongInput

Text = str | Promise
Trail = Sequence[tuple[Text, str]]


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words around a form. `back` is where one goes on Cancel and, unless said otherwise, when it is done."""

    title: Text
    trail: Trail
    save: Text
    back: str
    said: Text
    name: str = ""
    hint: Text = ""
    danger: bool = False
    template: str = "backoffice/form.html"
    more: dict[str, Any] = field(default_factory=dict)


def form_page(
    request: ActorRequest,
    form: Form,
    page: FormPage,
    command: Callable[[], Any],
    goes_to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show a form, and carry out its command once when it is sent; `goes_to` makes an address of what was done."""

    def act() -> str | None:
        fact = form.attempt(command)
        if fact is None:
            return None
        messages.success(request, str(page.said))
        return goes_to(fact) if goes_to else page.back

    if request.method == "POST" and form.is_valid():
        done = once(request, form, act, page.back)
        if done:
            return done
    return render(request, page.template, {"form": form, "page": page, **page.more}, status=422 if form.errors else 200)


def business_day(request: ActorRequest) -> date:
    """The open business day of the reader's organisation."""
    day = frame_of(request).day
    assert day is not None, "a page of staff has an organisation"
    return day


def day_asked(request: ActorRequest, name: str = "on", default: date | None = None) -> date:
    """The day that the address asks for, by default the business day. Raises WrongInput."""
    text = request.GET.get(name, "").strip()
    today = business_day(request)
    if not text:
        return default or today
    try:
        return typed.day(text, today)
    except typed.Unreadable as unreadable:
        raise WrongInput(reason=str(unreadable)) from unreadable


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Text]]) -> None:
    """Give a box of a form its choices, which only the request knows."""
    box = form.fields[name]
    assert isinstance(box, forms.ChoiceField), f"{name} is no choice"
    box.choices = list(choices)


def in_currency(form: forms.Form, currency: str) -> None:
    """Let every amount of a form be in one currency."""
    for box in form.fields.values():
        if isinstance(box, MoneyField):
            box.currency = currency


@dataclass(frozen=True, slots=True)
class View:
    """A saved view of a list: a tab with its address."""

    name: Text
    address: str
    is_current: bool


BESIDE_VIEWS = frozenset({"sort", "rows", "after", "before", "q", "group"})
"""What of an address says how rows are shown, not which."""


def views_of(request: ActorRequest, views: Sequence[tuple[Text, str]]) -> list[View]:
    """Views from pairs of a name and a query; the current one has the query of the address."""
    asked = {(name, value) for name, value in request.GET.items() if name not in BESIDE_VIEWS}
    found = []
    for name, query in views:
        wanted = {tuple(part.split("=", 1)) for part in query.split("&") if part}
        found.append(View(name, f"{request.path}?{query}" if query else request.path, wanted == asked))
    return found
