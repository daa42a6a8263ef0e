"""Bringing a file of a bank."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.forms import Form
from repaid.payments.commands.statements import keep_file
from repaid.payments.rights import TAKE_STATEMENTS

BYTES_MAX = 64 << 20


class FileForm(Form):
    """The file."""

    file = forms.FileField(
        label=_("File of the bank"), help_text=_("MT940, CAMT.053, CAMT.054, Elixir-0, CSV or XLSX, 64 MB at most.")
    )

    def clean_file(self) -> object:
        """A file of a size that can be read."""
        given = self.cleaned_data["file"]
        if given.size > BYTES_MAX:
            raise forms.ValidationError(_("The file is larger than 64 MB. Ask the bank for a shorter period."))
        return given


@staff_page(TAKE_STATEMENTS)
def bring(request: ActorRequest) -> HttpResponse:
    """Keep the file, and go on to what is in it."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        kept = keep_file(by=request.actor, name=given.name, content=given.read())
        return HttpResponseRedirect(reverse("backoffice:bank_file", args=[kept.file_id]))
    trail = [(_("Statements"), reverse("backoffice:statements")), (_("Take in a statement"), "")]
    facts = {"form": form, "trail": trail}
    return render(request, "backoffice/money/bring.html", facts, status=422 if form.errors else 200)
