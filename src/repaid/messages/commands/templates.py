"""Writing templates: every change is a new version from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.messages.choices import Channel, Recipient
from repaid.messages.composing import tokens_of
from repaid.messages.kinds import Kind, kind_named
from repaid.messages.models import Template, TemplateVersion
from repaid.messages.pieces import Pieces, to_data, tokens_in
from repaid.messages.queries.templates import template_numbered
from repaid.messages.rights import EDIT_TEMPLATES


class UnknownToken(Refusal):
    code = "unknown_token"
    sentence = _("“{token}” cannot stand in this text. Remove it.")
    status = 422


class TextEmpty(Refusal):
    code = "text_empty"
    sentence = _("The text is empty. Add free text or a person's information.")
    status = 422


@dataclass(frozen=True, slots=True)
class TemplateSaved:
    """`is_new` is false where the newest version says the same already."""

    template_id: int
    language: str
    number: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class TemplateArchived:
    template_id: int
    archived_on: date | None


@command("messages.save_template", right=EDIT_TEMPLATES)
def save_template(
    *, by: Actor, kind: str, recipient: Recipient, channel: Channel, language: str, body: Pieces, title: Pieces = (),
    is_plain: bool = False, valid_from: date | None = None,
) -> TemplateSaved:  # fmt: skip
    """Save the text of a kind for one recipient, channel and language, as a new version from a day on."""
    occasion = kind_named(kind)
    check_place(recipient, channel, language)
    check_text(occasion, recipient, channel, title, body)
    template, _made = Template.objects.get_or_create(
        organisation_id=by.organisation_id, kind=occasion.code, recipient=recipient, channel=channel
    )
    Template.objects.select_for_update().get(pk=template.pk)
    newest = template.versions.filter(language=language).order_by("-number").first()
    data: Mapping[str, Any] = {
        "subject": to_data(title), "body": to_data(body), "is_plain": is_plain and channel == Channel.SMS,
        "valid_from": valid_from or today(by.organisation_id),
    }  # fmt: skip
    if newest is not None and all(getattr(newest, name) == value for name, value in data.items()):
        return TemplateSaved(template.pk, language, newest.number, is_new=False)
    number = newest.number + 1 if newest else 1
    TemplateVersion.objects.create(template=template, language=language, number=number, made_by_id=by.user_id, **data)
    return TemplateSaved(template.pk, language, number, is_new=True)


@command("messages.archive_template", right=EDIT_TEMPLATES)
def archive_template(*, by: Actor, template: int, restore: bool = False) -> TemplateArchived:
    """Take a template out of use, or into use again; what was sent with it stays."""
    row = template_numbered(by, template)
    row.archived_on = None if restore else today(by.organisation_id)
    row.save(update_fields=["archived_on"])
    return TemplateArchived(row.pk, row.archived_on)


def check_place(recipient: str, channel: str, language: str) -> None:
    """Refuse a recipient, channel or language that is none."""
    if recipient not in Recipient.values:
        raise WrongInput(reason=_("Choose one of the recipients."), field="recipient")
    if channel not in Channel.values:
        raise WrongInput(reason=_("Choose one of the channels."), field="channel")
    if language not in dict(settings.LANGUAGES):
        raise WrongInput(reason=_("Choose one of the languages."), field="language")


def check_text(kind: Kind, recipient: str, channel: str, title: Pieces, body: Pieces) -> None:
    """Refuse an empty text, a letter or e-mail without a subject, and tokens that have no place in it."""
    if not any(piece.token or piece.text.strip() for piece in body):
        raise TextEmpty(field="body")
    if channel != Channel.SMS and not any(piece.token or piece.text.strip() for piece in title):
        raise WrongInput(reason=_("Enter a subject."), field="title")
    known = tokens_of(kind, recipient, channel)
    for code in sorted(tokens_in(title, body)):
        if code not in known:
            raise UnknownToken(token=code, field="body")
