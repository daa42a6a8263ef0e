"""Rights on parties."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW_PARTIES = declare("parties.view", _("See persons and companies"))
EDIT_PARTIES = declare("parties.edit", _("Register and change persons and companies"))
SEE_IDENTIFIERS = declare("parties.see_identifiers", _("See the numbers of persons and companies in full"))
OPEN_CLIENT_ZONE = declare("parties.open_client_zone", _("Open the client zone to a customer"))
