"""Rights on applications; each procedure asks its own, so that groups say who does which stage (CL-02)."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW = declare("origination.view", _("See applications"))
COMMENT = declare("origination.comment", _("Comment on applications"))
ENTER = declare("origination.enter", _("Enter and correct applications"))
TAKE = declare("origination.take", _("Take applications"))
VERIFY = declare("origination.verify", _("Pass applications for verification"))
CORRECT = declare("origination.correct", _("Pass applications for correction"))
DECIDE = declare("origination.decide", _("Decide on applications"))
SIGN = declare("origination.sign", _("Sign contracts of applications"))
ACCEPT = declare("origination.accept", _("Accept applications"))
ACCEPT_QUICKLY = declare("origination.accept_quickly", _("Accept applications quickly, without the separate steps"))
REJECT = declare("origination.reject", _("Reject applications"))
WITHDRAW = declare("origination.withdraw", _("Record a customer's withdrawal"))
CLIENT_ZONE = declare("origination.client_zone", _("Give customers access to the client zone"))
DEATH = declare("origination.death", _("Record the death of a customer"))
CHOOSE_PROCEDURES = declare("origination.choose_procedures", _("Choose the procedures of products"))
