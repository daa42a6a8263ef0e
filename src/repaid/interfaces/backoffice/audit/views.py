"""The audit trail of the organisation."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from repaid.access.queries import audit_line, audit_of
from repaid.access.rights import READ_AUDIT
from repaid.interfaces.backoffice.audit.line import AuditLine
from repaid.interfaces.backoffice.audit.lists import AuditTrail
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page(READ_AUDIT)
def audit_trail(request: ActorRequest) -> HttpResponseBase:
    """What was done, newest first."""
    return AuditTrail(request, audit_of(request.actor)).response("backoffice/audit/list.html")


@staff_page(READ_AUDIT)
def line(request: ActorRequest, key: int) -> HttpResponse:
    """One line: what was said, what came of it, what changed."""
    return render(request, "backoffice/audit/line.html", {"line": AuditLine(audit_line(request.actor, key))})
