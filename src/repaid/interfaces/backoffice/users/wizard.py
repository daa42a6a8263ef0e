"""The user wizard: users from a file, looked at before they are created (CT-27)."""

from io import BytesIO
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.commands.intake import ROWS_MAX, Said, bring_staff, looked_at, rows_of, take_staff
from repaid.access.queries import staff_file
from repaid.access.rights import MANAGE_USERS
from repaid.identity.commands.passwords import expect_own_password
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.users.sheet import HEADS, template_row, users_in
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.exports import attached
from repaid.interfaces.ui.forms import Form
from repaid.kernel.sheets import Sheet, write_xlsx

WIZARD = _("User wizard")
USERS = _("Users")
BYTES_MAX = 4 << 20


class FileForm(Form):
    """A file of users."""

    file = forms.FileField(label=_("File"), help_text=_("XLSX or CSV with the columns of the template."))

    def clean_file(self) -> Any:
        """A file of a size that can be read."""
        given = self.cleaned_data["file"]
        if given.size > BYTES_MAX:
            raise forms.ValidationError(_("The file is larger than 4 MB. Divide it."))
        return given


@staff_page(MANAGE_USERS)
def bring(request: ActorRequest) -> HttpResponse:
    """Read a file, and go on to what would become of it."""
    form = FileForm(request.POST or None, request.FILES or None)
    back = reverse("backoffice:users")
    page = FormPage(
        WIZARD, [(USERS, back), (WIZARD, "")], _("Show what is in it"), back, _("The file was read."),
        template="backoffice/users/wizard.html", more={"most": ROWS_MAX},
    )  # fmt: skip

    def command() -> Any:
        given = form.cleaned_data["file"]
        return bring_staff(by=request.actor, name=given.name, rows=users_in(request.actor, given.read()))

    return form_page(request, form, page, command, lambda done: reverse("backoffice:user_file", args=[done.file_id]))


@staff_page(MANAGE_USERS)
def preview(request: ActorRequest, file: int) -> HttpResponse:
    """Each row and what would become of it; then, what became of it."""
    kept = staff_file(request.actor, file)
    waits = kept.rows is not None
    said = looked_at(request.actor, rows_of(kept)) if waits else [Said(**row) for row in kept.outcome["rows"]]
    good = sum(not each.wrong for each in said)
    back, here = reverse("backoffice:users"), reverse("backoffice:user_file", args=[file])
    page = FormPage(
        kept.name, [(USERS, back), (WIZARD, reverse("backoffice:user_wizard")), (kept.name, "")],
        _("Create the users"), here, _("The users were created."), template="backoffice/users/file.html",
        more={"waits": waits, "good": good, "wrong": len(said) - good, "table": _table(said)},
    )  # fmt: skip

    def command() -> Any:
        with transaction.atomic():
            taken = take_staff(by=request.actor, file=file)
            return expect_own_password(by=request.actor, users=taken.users)

    return form_page(request, Form(request.POST or None), page, command)


def _table(said: list[Said]) -> Table:
    """Wrong rows first."""
    columns = (
        Column("line", _("Line"), "number"),
        Column("username", _("Username"), "code"),
        Column("name", _("Name")),
        Column(lambda row: "wrong" if row.wrong else "right", _("State"), "state", state_kind="row"),
        Column("wrong", pgettext_lazy("row", "Reason"), card="full"),
    )
    return Table(pgettext_lazy("file", "Rows"), columns, sorted(said, key=lambda row: (not row.wrong, row.line)))


@staff_page(MANAGE_USERS)
def template(request: ActorRequest) -> HttpResponse:
    """The workbook to begin with: the heads in the reader's language, one row as it is filled in."""
    row, file = template_row(request.actor), BytesIO()
    write_xlsx(file, Sheet([str(head) for head in HEADS.values()], [[row.get(name) for name in HEADS]]))
    return attached(HttpResponse(file.getvalue()), "users.xlsx")
