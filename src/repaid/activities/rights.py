"""Rights over activities."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

ACT = declare("activities.act", _("Note events, plan actions, give instructions"))
SEE_OTHERS = declare("activities.see_others", _("See the work of colleagues in the own scope"))
ASSIGN = declare("activities.assign", _("Plan for others, hand over and assign work"))
ANNOUNCE = declare("activities.announce", _("Publish announcements and special messages"))
DEFINE = declare("activities.define", _("Add forms of contact"))
SET_START = declare("activities.set_start", _("Set which overdue contracts the start page counts"))
