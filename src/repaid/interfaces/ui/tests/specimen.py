"""A page with every part on it, and small pages for lists, forms and refusals."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import engines
from django.utils.translation import gettext_lazy as _
from django_cotton.compiler_regex import CottonCompiler

from loanmath.dates import add_months
from loanmath.money import Money
from repaid.access.models import User
from repaid.interfaces.ui import charts, controls, fields, parts
from repaid.interfaces.ui.columns import Choice, Column, Filter, Table
from repaid.interfaces.ui.forms import Form, forms
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.ribbon import RibbonCell, ribbon
from repaid.interfaces.ui.states import KINDS
from repaid.kernel.refusal import MissingRight, NotFound, Refusal

HERE = Path(__file__).parent
PLN = "PLN"
TODAY = date(2026, 11, 20)


class ContractSettled(Refusal):
    code = "contract_settled"
    sentence = _("Contract {number} is settled. It takes no more payments.")


class People(Listing):
    """Users as an example of a list."""

    identity = "people"
    title = _("Users")
    columns = (
        Column("name", _("Full name"), sort="name", link=lambda row: f"/users/{row.pk}", small=lambda row: row.scope),
        Column("email", _("E-mail"), sort="email", card="full"),
        Column("language", _("Language")),
        Column("pk", _("No."), kind="number", sort="pk"),
        Column("created_at", _("Date"), kind="datetime", card="hide"),
    )
    filters = (
        Filter(
            "language",
            _("Language"),
            (Choice("pl", _("Polish"), Q(language="pl")), Choice("nl", _("Dutch"), Q(language="nl"))),
        ),
    )
    search_fields = ("name", "email")
    order = "name"
    rows_default = 25


class PaymentForm(Form):
    """Every kind of box."""

    amount = fields.MoneyField(label=_("Amount"), currency=PLN)
    value_date = fields.DateField(label=_("Value date"), help_text=_("The day from which the money counts."))
    rate = fields.RateField(label=_("Rate"), required=False)
    count = fields.CountField(label=_("Term"), at_least=1, at_most=360)
    account = fields.CodeField(label=_("Account number"), max_length=34)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("t", _("Transfer")), ("c", _("Cash"))], widget=controls.Segments
    )
    effect = forms.ChoiceField(
        label=_("Effect"),
        choices=[("term", _("Shorter term")), ("instalment", _("Lower instalment"))],
        widget=controls.Cards(notes={"term": _("The instalment stays."), "instalment": _("The term stays.")}),
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=[("", "—"), ("1", _("Bank transfer"))])
    note = forms.CharField(label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    agreed = forms.BooleanField(label=_("The customer has agreed."))


def page(name: str, request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    source = CottonCompiler().process((HERE / name).read_text())
    return HttpResponse(engines["django"].from_string(source).render(context, request), status=status)


def cells(count: int) -> list[RibbonCell]:
    """Paid but the fourteenth, which is partly paid; the fifteenth is next."""
    special = {4: "late", 9: "late", 14: "part", 15: "next"}
    return [
        RibbonCell(
            number, add_months(date(2025, 8, 21), number), Money(57565, PLN),
            special.get(number, "paid" if number < 14 else "todo"),  # type: ignore[arg-type]
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def why() -> list[parts.WhyLine]:
    steps = [
        parts.WhyStep("530.85 × 12.00 % × 9 / 365", Money(157, PLN)),
        parts.WhyStep("277.22 × 12.00 % × 21 / 365", Money(191, PLN)),
    ]
    return [
        parts.WhyLine("14 · 21.10.2026", Money(57565, PLN), "530.85 + 44.80"),
        parts.WhyLine("12.00 %", Money(348, PLN), "9 / 365, 21 / 365", steps),
        parts.WhyLine("30.10.2026", Money(-30000, PLN), "1.57, 44.80, 253.63"),
        parts.WhyLine("279.13", Money(27913, PLN), is_total=True),
    ]


def timeline() -> list[parts.TimelineEntry]:
    return [
        parts.TimelineEntry(date(2026, 11, 19), "Piotr Wzorcowy", "279,13", "heart-broken", "bad"),
        parts.TimelineEntry(date(2026, 11, 18), "SMS", "1", "message-2", "info", url="/x"),
        parts.TimelineEntry(date(2026, 10, 30), "Transfer", "Ewa Przykładowa", "cash", "good", Money(30000, PLN)),
        parts.TimelineEntry(date(2026, 10, 21), "14", "", "calendar-due", "", Money(57565, PLN), is_undone=True),
    ]


def schedule() -> Table:
    columns = (
        Column("number", _("No."), kind="number"),
        Column("due_on", _("Due date"), kind="date"),
        Column("amount", _("Total"), kind="amount"),
        Column("state", _("State"), kind="state", state_kind="instalment"),
    )
    return Table(_("Schedule"), columns, cells(24)[11:17], selected=lambda row: row.number == 14)


def ageing() -> charts.Chart:
    amounts = [Money(m * 100, PLN) for m in (48612035, 9120011, 4500000, 2200099, 900050)]
    labels = ["0", "1–30", "31–60", "61–90", "90+"]
    series = [charts.Series("PLN", amounts)]
    return charts.Chart("ageing", "PLN", str(_("Overdue days")), labels, series, colours="ageing")


def context(request: HttpRequest) -> dict[str, object]:
    return {
        "amount": Money(-1234567, PLN), "rial": Money(61160089, "IRR"), "euro": Money(500000, "EUR"), "day": TODAY,
        "moment": datetime(2026, 11, 24, 16, 20, tzinfo=UTC), "rate": Decimal("9"),
        "account": "72999900010000000000001234", "kinds": [(kind, list(states)) for kind, states in KINDS.items()],
        "ribbon": ribbon(cells(24)), "years": ribbon(cells(300), "long"), "why": why(), "timeline": timeline(),
        "table": schedule(), "chart": ageing(), "form": PaymentForm(on=TODAY),
        "wrong": PaymentForm({"amount": "abc", "value_date": "2026-02-30", "count": "400"}, on=TODAY, auto_id="w_%s"),
        "listing": People(request, User.objects.all()), "trail": [("Contracts", "/contracts"), ("1147", "")],
        "facts": [("PLN", Money(57565, PLN)), ("2026", TODAY), ("%", 24), ("—", None)],
        "changes": [("PLN", Money(27913, PLN), Money(0, PLN)), ("2026", TODAY, TODAY + timedelta(31)), ("24", 24, 24)],
    }  # fmt: skip


def staff(request: HttpRequest) -> HttpResponseBase:
    if "HX-Target" in request.headers or "export" in request.GET:
        return rows(request)
    return page("parts.html", request, context(request))


def portal(request: HttpRequest) -> HttpResponse:
    return page("portal.html", request, context(request))


def door(request: HttpRequest) -> HttpResponse:
    return page("door.html", request, {"form": PaymentForm()})


def rows(request: HttpRequest) -> HttpResponseBase:
    return People(request, User.objects.all()).response("ui/list_rows.html")


def form(request: HttpRequest) -> HttpResponse:
    filled = PaymentForm(request.POST or None, on=TODAY)

    def refuse() -> None:
        raise ContractSettled(number="11", field="amount")

    if filled.is_valid():
        filled.attempt(refuse)
    return page("form.html", request, {"form": filled}, status=422 if filled.errors else 200)


def refused(request: HttpRequest, kind: str) -> HttpResponse:
    refusals: dict[str, Refusal] = {
        "state": ContractSettled(number=1147),
        "right": MissingRight(right=_("Book payments")),
        "missing": NotFound(kind="Contract", number="99"),
    }
    raise refusals[kind]
