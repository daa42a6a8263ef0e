"""Rights over the daily close."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW = declare("daily_close.view", _("See the daily close and check the books"))
RUN = declare("daily_close.run", _("Close the business day"))
