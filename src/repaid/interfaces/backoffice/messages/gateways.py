"""Setting up gateways (CT-31, CT-33). A password is typed, kept encrypted, and never shown again."""

from typing import Any

from django import forms
from django.contrib import messages as notes
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.messages.words import trail
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.organisation.history import history
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import CountField
from repaid.interfaces.ui.forms import Form
from repaid.messages.channels import Carrier, Setting
from repaid.messages.channels.carriers import CARRIERS, carrier_named
from repaid.messages.choices import Channel
from repaid.messages.commands.gateways import save_gateway, send_test_message, switch_gateway
from repaid.messages.jobs import send_by_worker
from repaid.messages.queries.gateways import gateway_of, gateways, secrets_kept
from repaid.messages.rights import ADMINISTER

COMMANDS = ("messages.save_gateway", "messages.switch_gateway")
KEPT = gettext_lazy("One is on file. Leave empty to keep it.")


class GatewayForm(Form):
    """The sender and the settings of one provider."""

    sender = forms.CharField(label=gettext_lazy("Gateway SMS number"), max_length=120, widget=CodeInput)
    price = forms.DecimalField(
        label=gettext_lazy("Price of one part"), required=False, min_value=0, max_digits=9, decimal_places=4,
        widget=CodeInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    per_second = CountField(label=gettext_lazy("At most so many a second"), at_least=1, at_most=1000, required=False)

    def __init__(self, *args: Any, channel: str, carrier: Carrier, kept: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carrier = carrier
        if channel == Channel.EMAIL:
            self.fields["sender"].label = _("E-mail address of the sender")
        for setting in carrier.fields:
            self.fields[setting.name] = _box(setting, kept)
        self.order_fields(["sender", *(setting.name for setting in carrier.fields), "price", "per_second"])

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command: secrets apart from what may be read."""
        given = self.values()
        names = {setting.name: setting.kind for setting in self.carrier.fields}
        settings = {name: given.pop(name) for name, kind in names.items() if kind != "secret"}
        secrets = {name: given.pop(name) for name, kind in names.items() if kind == "secret"}
        return {**given, "settings": settings, "secrets": secrets}


def _box(setting: Setting, kept: frozenset[str]) -> forms.Field:
    common: dict[str, Any] = {"label": setting.label, "required": setting.is_needed, "help_text": setting.hint}
    match setting.kind:
        case "secret":
            is_kept = setting.name in kept
            note = KEPT if is_kept else setting.hint
            widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"})
            return forms.CharField(
                **{**common, "required": setting.is_needed and not is_kept, "help_text": note},
                widget=widget,
                max_length=200,
            )
        case "number":
            return CountField(**common, initial=setting.initial, at_least=1, at_most=65535)
        case "choice":
            return forms.ChoiceField(**common, initial=setting.initial, choices=list(setting.choices))
    return forms.CharField(**common, initial=setting.initial, max_length=500, widget=CodeInput)


@staff_page(ADMINISTER)
def gateway_list(request: ActorRequest) -> HttpResponse:
    """Each channel with its gateway."""
    there = {row.channel: row for row in gateways(request.actor)}
    rows = [{"channel": channel, "row": there.get(channel)} for channel in CARRIERS]
    columns = (
        Column(lambda each: channel_label(each["channel"]), _("Channel"), link=_address),
        Column(lambda each: _provider(each), _("Gateway")),
        Column("row.sender", _("Goes from"), "code"),
        Column(_state, _("State"), "state", state_kind="gateway"),
    )
    return render(request, "backoffice/messages/gateways.html", {"table": Table(_("Gateways"), columns, rows)})


def channel_label(channel: str) -> str:
    """What a channel is called."""
    return str(Channel(channel).label)


def _address(each: dict[str, Any]) -> str:
    return reverse("backoffice:gateway", args=[each["channel"]])


def _provider(each: dict[str, Any]) -> str | None:
    row = each["row"]
    return str(carrier_named(row.channel, row.provider).label) if row else None


def _state(each: dict[str, Any]) -> str:
    row = each["row"]
    if row is None:
        return "none"
    return "off" if not row.is_active else "trouble" if row.trouble else "active"


@staff_page(ADMINISTER)
def gateway(request: ActorRequest, channel: str) -> HttpResponse:
    """The settings of a channel's gateway; another provider is chosen by its tab."""
    row, carrier = _found(request, channel)
    same = row if row and row.provider == carrier.provider else None
    known = {"sender": row.sender, "price": _price(row), "per_second": row.per_second} if row else {}
    kept = secrets_kept(same) if same else frozenset()
    form = GatewayForm(
        request.POST or None, channel=channel, carrier=carrier, kept=kept,
        initial={**known, **(same.settings if same else {})},
    )  # fmt: skip

    def save() -> str | None:
        done = form.attempt(
            lambda: save_gateway(
                by=request.actor, channel=Channel(channel), provider=carrier.provider, **form.arguments()
            )
        )
        if done:
            notes.success(request, _("Saved. The next message goes this way."))
        return request.path if done else None

    if request.method == "POST" and form.is_valid() and (answer := once(request, form, save, request.path)):
        return answer
    return _page(request, channel, carrier, form, row)


def _price(row: Any) -> str:
    """As it would be typed: without the zeros at the end."""
    return "" if row.price is None else f"{row.price.normalize():f}"


def _page(request: ActorRequest, channel: str, carrier: Carrier, form: GatewayForm, row: Any) -> HttpResponse:
    label = channel_label(channel)
    words = {name: box.label or name for name, box in form.fields.items()}
    words |= {"provider": _("Kind of gateway"), "secret": _("Password"), "is_active": pgettext("gateway", "In use")}
    names = {each.provider: each.label for each in CARRIERS[channel]}
    facts = {
        "history": history(request.actor, COMMANDS, words, names, channel=channel),
        "form": form, "row": row, "channel": channel, "label": label, "carrier": carrier,
        "carriers": CARRIERS[channel], "trail": trail((_("Gateways"), reverse("backoffice:gateways")), (label, "")),
    }  # fmt: skip
    return render(request, "backoffice/messages/gateway.html", facts, status=422 if form.errors else 200)


def _found(request: ActorRequest, channel: str) -> tuple[Any, Carrier]:
    if channel not in CARRIERS:
        raise Http404(channel)
    row = gateways(request.actor).filter(channel=channel).first()
    asked = request.GET.get("provider", "") or (row.provider if row else CARRIERS[channel][0].provider)
    return row, carrier_named(channel, asked)


@staff_page(ADMINISTER)
@require_POST
def switch(request: ActorRequest, channel: str) -> HttpResponse:
    """Take a gateway out of use, or into use again."""
    row = gateway_of(request.actor, channel)
    switch_gateway(by=request.actor, channel=Channel(channel), is_active=not row.is_active)
    return HttpResponseRedirect(reverse("backoffice:gateway", args=[channel]))


@staff_page(ADMINISTER)
@require_POST
def test(request: ActorRequest, channel: str) -> HttpResponse:
    """Send one test message as the gateway is set up now."""
    key = request.POST.get("key", "")[:36]
    send_test_message(by=request.actor, channel=Channel(channel), address=request.POST.get("address", ""), key=key)
    send_by_worker(by=request.actor, channel=channel)
    notes.success(request, _("A test message is on its way. The outbox shows what became of it."))
    return HttpResponseRedirect(reverse("backoffice:gateway", args=[channel]))
