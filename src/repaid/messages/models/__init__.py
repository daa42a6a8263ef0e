"""Tables of messages."""

from repaid.messages.models.contact import Consent, ContactRules, NoticeSetting, Seen
from repaid.messages.models.gateway import DemoItem, Gateway
from repaid.messages.models.outbox import Attempt, Message, MessageText
from repaid.messages.models.printing import Letterhead, PrintItem, PrintJob, PrintLine
from repaid.messages.models.template import Template, TemplateVersion

__all__ = [
    "Attempt",
    "Consent",
    "ContactRules",
    "DemoItem",
    "Gateway",
    "Letterhead",
    "Message",
    "MessageText",
    "NoticeSetting",
    "PrintItem",
    "PrintJob",
    "PrintLine",
    "Seen",
    "Template",
    "TemplateVersion",
]
