"""Pages of payment providers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from repaid.access.queries import audit_of_commands
from repaid.interfaces.backoffice.organisation.history import changes_told
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.providers.forms import SECRETS, ProviderForm
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.kernel.refusal import Outage
from repaid.payments.commands.providers import save_provider, switch_provider
from repaid.payments.providers.known import PROVIDERS
from repaid.payments.queries.online import provider_numbered, providers
from repaid.payments.rights import PROVIDERS as SET_UP
from repaid.settling.paying import try_provider

TITLE = gettext_lazy("Payment providers")


@staff_page(SET_UP)
def provider_list(request: ActorRequest) -> HttpResponse:
    """The providers in their order, and those that can be connected."""
    columns = (
        Column(
            "name", gettext_lazy("Name that customers see"), link=_address, small=lambda row: PROVIDERS[row.kind].brand
        ),
        Column(lambda row: " ".join(row.currencies), gettext_lazy("Currencies"), "code"),
        Column("place", pgettext_lazy("payment provider", "Order"), "number"),
        Column(lambda row: "on" if row.is_active else "off", gettext_lazy("State"), "state", state_kind="provider"),
    )
    table = Table(TITLE, columns, list(providers(request.actor)))
    return render(request, "backoffice/providers/list.html", {"table": table, "known": PROVIDERS.values()})


def _address(row: Any) -> str:
    return reverse("backoffice:provider", args=[row.pk])


@staff_page(SET_UP)
def connect(request: ActorRequest, kind: str) -> HttpResponse:
    """Connect a provider."""
    if kind not in PROVIDERS:
        raise Http404(kind)
    initial = {"name": PROVIDERS[kind].brand, "address": PROVIDERS[kind].address, "place": 1}
    initial["currencies"] = frame_of(request).organisation.currency
    form = ProviderForm(request.POST or None, provider=PROVIDERS[kind], initial=initial)
    here = reverse("backoffice:providers")
    title = _("Connect {provider}").format(provider=PROVIDERS[kind].brand)
    hint = _("It is switched off until you switch it on.")
    page = FormPage(title, [(TITLE, here), (title, "")], _("Save"), here, _("Saved."), hint=hint)
    return form_page(
        request, form, page, lambda: save_provider(by=request.actor, kind=kind, **form.arguments()),
        goes_to=lambda done: reverse("backoffice:provider", args=[done.provider_id]),
    )  # fmt: skip


@staff_page(SET_UP)
def provider(request: ActorRequest, key: int) -> HttpResponse:
    """Change a provider; its secrets are never shown."""
    row = provider_numbered(request.actor, key)
    kept = frozenset(name for name in SECRETS if getattr(row, name))
    names = ("name", "address", "merchant", "place", "payout_words")
    initial = {name: getattr(row, name) for name in names}
    initial |= {"currencies": " ".join(row.currencies), "banks": "\n".join(row.banks)}
    form = ProviderForm(request.POST or None, provider=PROVIDERS[row.kind], kept=kept, initial=initial)
    more = {
        "row": row, "of": PROVIDERS[row.kind], "history": _history(request, row, form),
        "door": request.build_absolute_uri(reverse("online_notice", args=[row.door])),
    }  # fmt: skip
    page = FormPage(
        row.name, [(TITLE, reverse("backoffice:providers")), (row.name, "")], _("Save"), request.path, _("Saved."),
        template="backoffice/providers/provider.html", more=more,
    )  # fmt: skip
    return form_page(
        request, form, page, lambda: save_provider(by=request.actor, kind=row.kind, key=key, **form.arguments())
    )


def _history(request: ActorRequest, row: Any, form: ProviderForm) -> Table:
    words = {name: box.label or name for name, box in form.fields.items()} | {
        "is_active": _("Customers can pay through it")
    }
    done = audit_of_commands(request.actor, ("payments.save_provider", "payments.switch_provider"))
    return changes_told(done.filter(outcome__provider_id=row.pk), words, {})


@staff_page(SET_UP)
@require_POST
def switch(request: ActorRequest, key: int) -> HttpResponse:
    """Switch a provider on or off."""
    row = provider_numbered(request.actor, key)
    done = switch_provider(by=request.actor, key=key, is_active=not row.is_active)
    messages.success(request, _("Customers can pay through it.") if done.is_active else _("It is no longer offered."))
    return HttpResponseRedirect(_address(row))


@staff_page(SET_UP)
@require_POST
def try_out(request: ActorRequest, key: int) -> HttpResponse:
    """Ask the provider something harmless."""
    row = provider_numbered(request.actor, key)
    try:
        try_provider(request.actor, key)
        messages.success(request, _("The provider answers, and knows us."))
    except Outage as outage:
        messages.error(request, str(outage))
    return HttpResponseRedirect(_address(row))
