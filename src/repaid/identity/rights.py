"""Rights at the doors."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

READ_LOGINS = declare("identity.read_logins", _("Read who logged in"))
HELP_AT_THE_DOOR = declare("identity.help_at_the_door", _("Help people who cannot log in"))
VIEW_AS_CUSTOMER = declare("identity.view_as_customer", _("Look at the client zone as a customer"))
SET_DOOR_RULES = declare("identity.set_door_rules", _("Set the rules for logging in"))
