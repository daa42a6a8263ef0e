"""Rights over settlements; settling itself asks the right to book payments on contracts."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

WITHDRAW = declare("settling.withdraw", _("Withdraw settlements"))
DEFINE = declare("settling.define", _("Define settlement schemes and automatic settlement"))
