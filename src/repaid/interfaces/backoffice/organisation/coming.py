"""Settings that hold from a later day: the box of the day, what waits, taking it back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import all_commands
from repaid.access.commands.planned import cancel_change, plan_change
from repaid.access.queries import coming_changes
from repaid.interfaces.backoffice.organisation.history import SETTINGS, history
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.said import title_of, told
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.formats import date_text
from repaid.interfaces.ui.forms import Form
from repaid.kernel.refusal import NotFound


class DatedForm(Form):
    """A form of settings that hold at once, or from a later day; `planned` is the day for which a change waits."""

    planned: date | None = None

    from_day = DateField(
        label=gettext_lazy("Holds from"), required=False,
        help_text=gettext_lazy("Empty: at once. On a later day it is changed when the business day begins."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "from_day"), "from_day"])

    def settle(self, by: Actor, name: str, /, **told: Any) -> Any:
        """Carry out the command `name`, or let it wait for the day that was typed."""
        day = self.cleaned_data["from_day"]
        if day is None or day == today(by.organisation_id):
            return all_commands()[name].run(by=by, **told)
        self.planned = day
        return plan_change(by=by, name=name, arguments=told, from_day=day)

    @property
    def said(self) -> str:
        """What to tell when it is done: that it holds, or from which day on. It is worked out when it is told."""
        return lazy(self._said, str)()

    def _said(self) -> str:
        return _("Planned: it holds from {day}.").format(day=date_text(self.planned)) if self.planned else _("Saved.")

    def values(self) -> dict[str, Any]:
        """What was typed, without the key and the day."""
        return {name: value for name, value in super().values().items() if name != "from_day"}


def coming(by: Actor, commands: Sequence[str] = (), **of: str) -> Table:
    """What waits for its day, of these commands or of all; `of` narrows to one thing by an argument."""

    def back(row: Any) -> str:
        return "" if row.refusal else reverse("backoffice:coming_change", args=[row.pk])

    columns = (
        Column("from_day", _("Holds from"), "date"),
        Column(lambda row: title_of(row.command), pgettext("column", "Change"), link=back),
        Column(lambda row: told(row.arguments), _("Details"), card="full"),
        Column("planned_by.name", pgettext("column", "Who")),
        Column(lambda row: "refused" if row.refusal else "waiting", _("State"), "state", state_kind="change"),
        Column("refusal", pgettext("row", "Reason"), card="full"),
    )
    rows = coming_changes(by, commands).filter(**{f"arguments__{name}": value for name, value in of.items()})
    return Table(_("Coming changes"), columns, list(rows))


def changes(
    by: Actor, command: str, words: Mapping[str, Text], names: Mapping[Any, Text] | None = None, **of: str
) -> dict[str, Table]:
    """What the page of a setting shows below its form: coming changes and history; `of` as in `history`."""
    waiting = coming(by, (command,), **of)
    return {"coming": waiting, "history": history(by, (command,), words, names, **of)}


@staff_page()
def change(request: ActorRequest, key: int) -> HttpResponse:
    """Look at a change that waits, and take it back."""
    row = coming_changes(request.actor).filter(pk=key, ended_at=None).first()
    if row is None:
        raise NotFound(kind=_("planned change"), number=key)
    back, title = reverse("backoffice:settings"), title_of(row.command)
    page = FormPage(
        title, [(SETTINGS, back), (title, "")], _("Take the change back"), back, _("The change will not come."),
        danger=True, template="backoffice/organisation/coming.html", more={"row": row, "told": told(row.arguments)},
    )  # fmt: skip
    return form_page(request, Form(request.POST or None), page, lambda: cancel_change(by=request.actor, change=key))
