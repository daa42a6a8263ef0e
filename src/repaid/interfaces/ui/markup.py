"""Figures, codes, icons and states as markup: each is isolated, so that no direction disturbs another."""

from datetime import date, datetime
from decimal import Decimal

from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money
from repaid.interfaces.ui import formats
from repaid.interfaces.ui.states import State
from repaid.kernel.text import latin_digits, plain_code

MIRRORED = frozenset({"arrow-left", "arrow-right", "chevron-left", "chevron-right", "send", "logout", "login"})


def absent() -> SafeString:
    """What stands for a value that is not there."""
    dash = '<span class="rp-hint"><span aria-hidden="true">—</span><span class="rp-vh">{}</span></span>'
    return format_html(dash, _("none"))


def blank() -> SafeString:
    """What stands for a value that is not there where a form of paper leaves the place empty."""
    return format_html('<span class="rp-vh">{}</span>', _("none"))


def quantity(text: str) -> SafeString:
    """A figure that is already written."""
    return format_html('<bdi class="rp-num" dir="ltr">{}</bdi>', text)


def money(amount: Money | None, *, bare: bool = False) -> SafeString:
    """An amount; `bare` leaves out the currency, for a column that names it in its head."""
    if amount is None:
        return absent()
    figure = quantity(formats.amount_text(amount))
    if bare:
        return figure
    currency = format_html('<span class="rp-cur">{}</span>', formats.currency_name(amount.currency))
    first, second = (currency, figure) if formats.manner().currency_first else (figure, currency)
    return format_html('<bdi class="rp-amount">{}{}{}</bdi>', first, formats.NBSP, second)


def number(value: int | Decimal | None) -> SafeString:
    """A count."""
    return absent() if value is None else quantity(formats.number_text(value))


def rate(percent: Decimal | None, *, yearly: bool = True) -> SafeString:
    """A rate, with "a year" unless it says something else."""
    if percent is None:
        return absent()
    figure = quantity(formats.rate_text(Decimal(percent)))
    return format_html(pgettext("rate", "{rate} a year"), rate=figure) if yearly else figure


def day(value: date | None) -> SafeString:
    """A day."""
    if value is None:
        return absent()
    shown = quantity(formats.date_text(value))
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), shown)


def moment(value: datetime | None) -> SafeString:
    """A day and the time of day, in the time zone of the organisation."""
    if value is None:
        return absent()
    shown = quantity(formats.datetime_text(value))
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(value).isoformat(timespec="seconds"), shown)


def code(value: object, *, kind: str = "") -> SafeString:
    """What one copies: a number of a contract, a reference; `kind` account groups it in fours, phone links it."""
    if value in (None, ""):
        return absent()
    if kind == "account":
        grouped = formats.account_text(str(value)).replace(formats.NBSP, " ")
        return format_html('<bdi class="rp-code rp-code--long" dir="ltr">{}</bdi>', grouped)
    shown = format_html('<bdi class="rp-code" dir="ltr">{}</bdi>', latin_digits(str(value)))
    return format_html('<a href="tel:{}">{}</a>', plain_code(str(value)), shown) if kind == "phone" else shown


def words(value: object) -> object:
    """A text on a page; one without a letter from right to left keeps its order where the page runs that way."""
    if type(value) is not str or not value or not formats.runs_right_to_left() or formats.turns(value):
        return value
    return format_html('<bdi dir="ltr">{}</bdi>', value)


def icon(name: str, *, large: bool = False) -> SafeString:
    """A decorative icon of the sprite; it mirrors when it points somewhere."""
    classes = "rp-ic" + " rp-ic--lg" * large + " rp-ic--flip" * (name in MIRRORED)
    address = f"{static('vendor/icons.svg')}#{name}"
    return format_html('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"/></svg>', classes, address)


def state(shown: State) -> SafeString:
    """Icon, word and tone of a state."""
    return format_html('<span class="rp-state rp-state--{}">{}{}</span>', shown.tone, icon(shown.icon), shown.word)


def figure(value: object) -> object:
    """Any value in the markup of its type; text stays text."""
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number(value)
    return absent() if value in (None, "") else words(value)
