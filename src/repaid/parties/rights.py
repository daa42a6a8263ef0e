"""Rights on parties."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW_PARTIES = declare("parties.view", _("See persons and companies"))
EDIT_PARTIES = declare("parties.edit", _("Register and change persons and companies"))
OPEN_CLIENT_ZONE = declare("parties.open_client_zone", _("Open the client zone to a customer"))
