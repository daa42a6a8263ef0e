"""The audit trail of the organisation."""

from django.http import HttpResponseBase

from repaid.access.queries import audit_of
from repaid.access.rights import READ_AUDIT
from repaid.interfaces.backoffice.audit.lists import AuditTrail
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page(READ_AUDIT)
def audit_trail(request: ActorRequest) -> HttpResponseBase:
    """What was done, newest first."""
    return AuditTrail(request, audit_of(request.actor)).response("backoffice/audit/list.html")
