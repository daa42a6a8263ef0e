"""A person: the messages to them, and their consents to offers, channel by channel."""

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.interfaces.backoffice.messages.lists import MessagesOfPerson
from repaid.interfaces.backoffice.messages.words import MESSAGES
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.controls import Segments
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.messages.choices import Channel
from repaid.messages.commands.contact import record_consent
from repaid.messages.queries.contact import consents_of
from repaid.messages.queries.outbox import messages_to
from repaid.messages.rights import SEND, VIEW
from repaid.parties.queries import party_named

GIVEN = (("yes", gettext_lazy("consents")), ("no", gettext_lazy("takes consent back")))


class ConsentForm(Form):
    """What the person said, and where."""

    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=Channel.choices)
    is_given = forms.TypedChoiceField(
        label=gettext_lazy("The person"),
        choices=GIVEN,
        coerce=lambda said: said == "yes",
        initial="yes",
        widget=Segments,
    )
    since = DateField(label=gettext_lazy("Since"))
    source = forms.CharField(label=gettext_lazy("Where the person said so"), max_length=200)


@staff_page(VIEW)
def party_messages(request: ActorRequest, number: str) -> HttpResponseBase:
    """What was written to a person, whatever it was about."""
    party = party_named(request.actor, number)
    steps = [(_("Customers"), reverse("backoffice:parties")), (party.name, reverse("backoffice:party", args=[number]))]
    listing = MessagesOfPerson(request, messages_to(request.actor, party.subject))
    facts = {"party": party, "trail": [*steps, (MESSAGES, "")]}
    return listing.response("backoffice/messages/of_person.html", facts)


@staff_page(SEND)
def consents(request: ActorRequest, number: str) -> HttpResponse:
    """Record a consent to offers; below, what was recorded before."""
    party, today = party_named(request.actor, number), business_day(request)
    form = ConsentForm(request.POST or None, on=today, initial={"since": today})
    back, title = reverse("backoffice:party", args=[number]), _("Consents to offers")
    columns = (
        Column("since", _("Since"), "date"),
        Column(lambda row: str(Channel(row.channel).label), _("Channel")),
        Column(lambda row: str(dict(GIVEN)["yes" if row.is_given else "no"]), _("The person")),
        Column("source", _("Where the person said so"), card="full"),
    )
    table = Table(_("Recorded before"), columns, list(consents_of(request.actor, number)))
    steps = [(_("Customers"), reverse("backoffice:parties")), (party.name, back), (title, "")]
    page = FormPage(
        title, steps, _("Record the consent"), back, _("Recorded."), name=party.name,
        template="backoffice/messages/consents.html", more={"table": table},
    )  # fmt: skip
    return form_page(request, form, page, lambda: record_consent(by=request.actor, number=number, **form.values()))
