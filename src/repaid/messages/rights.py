"""Rights over messages."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW = declare("messages.view", _("See messages"))
SEND = declare("messages.send", _("Send messages"))
EDIT_TEMPLATES = declare("messages.edit_templates", _("Change templates of messages"))
PRINT = declare("messages.print", _("Print letters from the buffer"))
ADMINISTER = declare("messages.administer", _("Set up gateways, contact rules and notices"))
