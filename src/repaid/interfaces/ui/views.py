"""The small pages of the look itself: language and theme, columns and views of lists, reading what is being typed."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_GET, require_POST

from loanmath.calendars import is_working
from repaid.access.commands.lists import arrange_list, forget_view, save_view
from repaid.access.commands.users import save_preferences
from repaid.interfaces.ui import formats, typed
from repaid.interfaces.ui.context import THEMES, frame_of
from repaid.interfaces.ui.middleware import LANGUAGE_COOKIE, THEME_COOKIE
from repaid.products.calendars import calendar, calendar_name

YEAR_SECONDS = 365 * 24 * 3600
Asked = Mapping[str, str]
Reading = tuple[str, str]


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the language and the theme: in the account of who has signed in, in a cookie for everybody."""
    frame = frame_of(request)
    language, theme = request.POST.get("language", frame.language), request.POST.get("theme", frame.theme)
    answer = HttpResponseRedirect(_back(request))
    if language not in dict(settings.LANGUAGES) or theme not in THEMES:
        return answer
    if frame.actor:
        save_preferences(by=frame.actor, language=language, theme=theme, density=request.POST.get("density", ""))
    for name, value in ((LANGUAGE_COOKIE, language), (THEME_COOKIE, theme)):
        answer.set_cookie(name, value, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return answer


@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Keep which columns of a list the reader wants to see."""
    asked, by = request.POST, frame_of(request).actor
    if by:
        hidden = set(asked.getlist("known")) - set(asked.getlist("shown"))
        arrange_list(by=by, name=asked.get("list", ""), hidden=tuple(hidden))
    return HttpResponseRedirect(_back(request))


@require_POST
def views(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is shown under a name, or remove a view."""
    asked, by = request.POST, frame_of(request).actor
    if by and "forget" in asked:
        forget_view(by=by, name=asked.get("list", ""), view=asked["forget"])
    elif by:
        save_view(by=by, name=asked.get("list", ""), view=asked.get("view", ""), query=asked.get("query", ""))
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page the reader came from, when it is one of ours."""
    wanted = request.headers.get("Referer", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else frame_of(request).home


@require_GET
def typed_figure(request: HttpRequest) -> HttpResponse:
    """What was typed, in the reader's manner, and how it was understood; empty text when it cannot be read."""
    asked = request.GET
    reader = READERS.get(asked.get("kind", ""))
    language = asked.get("lang", "")
    if reader is None or language not in dict(settings.LANGUAGES):
        return JsonResponse({}, status=400)
    with override(language):
        try:
            text, reading = reader(asked)
            if asked["kind"] == "date":
                reading = _with_day_off(request, _day(asked), reading)
        except typed.Unreadable as error:
            text, reading = "", str(error)
    return JsonResponse({"text": text, "reading": reading})


def _money(asked: Asked) -> Reading:
    currency = asked.get("currency", "")[:3]
    amount = typed.amount(asked.get("text", ""), currency)
    in_toman = _("{amount} toman").format(amount=formats.toman_text(amount)) if currency == "IRR" else ""
    return formats.amount_text(amount), in_toman


def _rate(asked: Asked) -> Reading:
    return formats.rate_text(typed.rate(asked.get("text", ""))).removesuffix(formats.manner().percent), ""


def _date(asked: Asked) -> Reading:
    day, today = _day(asked), _today(asked)
    return formats.date_text(day), formats.weekday(day) if today is None else _distance(day, today)


def _day(asked: Asked) -> date:
    return typed.day(asked.get("text", ""), _today(asked))


def _today(asked: Asked) -> date | None:
    try:
        return date.fromisoformat(asked.get("on", ""))
    except ValueError:
        return None


def _with_day_off(request: HttpRequest, day: date, reading: str) -> str:
    """The reading, with a word where nobody works on the day at the reader's organisation."""
    own = frame_of(request).organisation
    if own is None or is_working(day, calendar(calendar_name(own))):
        return reading
    return _("{reading}, a day off").format(reading=reading)


def _distance(day: date, today: date) -> str:
    """Tuesday, in 4 days."""
    days = (day - today) // timedelta(days=1)
    facts = {"weekday": formats.weekday(day), "count": formats.number_text(abs(days))}
    if days == 0:
        return _("{weekday}, today").format(**facts)
    if days > 0:
        return ngettext("{weekday}, in {count} day", "{weekday}, in {count} days", days).format(**facts)
    return ngettext("{weekday}, {count} day ago", "{weekday}, {count} days ago", -days).format(**facts)


READERS: dict[str, Callable[[Asked], Reading]] = {"money": _money, "rate": _rate, "date": _date}
for page in (look, columns, views, typed_figure):
    page.rule = "public"  # type: ignore[attr-defined]
