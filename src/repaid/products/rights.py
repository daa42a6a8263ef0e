"""Rights on products and on the rates of law."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW_PRODUCTS = declare("products.view", _("See products and their versions"))
EDIT_PRODUCTS = declare("products.edit", _("Change products and publish versions"))
EDIT_RATES = declare("products.rates", _("Put rates and figures of law on file"))
EDIT_CALENDAR = declare("products.calendar", _("Correct the holidays of the calendar"))
