"""The page of one export and its file, for lists and for the journal alike."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.access.choices import ExportKind, ExportState
from repaid.access.commands.exports import take_file
from repaid.access.exports import content_of, export_named
from repaid.interfaces.backoffice.pages import Trail
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.exports import attached
from repaid.interfaces.ui.sizes import size_text
from repaid.kernel.refusal import NotFound

Facts = Sequence[tuple[str, Any]]


def export_page(request: ActorRequest, found: Any, file_address: str, trail: Trail, more: Facts = ()) -> HttpResponse:
    """How far an export is and what is in it; asked again and again while it is written, then loaded anew."""
    is_part, is_running = bool(request.headers.get("HX-Request")), found.state == ExportState.RUNNING
    facts = {"export": found, "trail": [*trail, (found.title, "")], "is_running": is_running}
    facts |= {"file_address": file_address, "facts": [] if found.size is None else [*_facts(found), *more]}
    template = "backoffice/exports/work.html" if is_part else "backoffice/exports/export.html"
    response = render(request, template, facts)
    if is_part and not is_running:
        response.headers["HX-Refresh"] = "true"
    return response


def _facts(found: Any) -> Facts:
    facts: list[tuple[str, Any]] = [
        (_("File"), markup.code(found.name)),
        (_("Rows"), found.rows),
        (pgettext("file", "Size"), size_text(found.size)),
    ]
    return [*facts, (_("Kept until"), found.expires_at)] if found.expires_at else facts


def export_file(request: ActorRequest, kind: ExportKind, key: int) -> HttpResponseBase:
    """The file of a finished export, noted in the audit trail."""
    found = export_named(request.actor, kind, key)
    if found.state != ExportState.DONE:
        raise NotFound(kind=_("file"), number=key)
    take_file(by=request.actor, kind=kind, export=key)
    answer = attached(StreamingHttpResponse(content_of(found)), found.name)
    answer["Content-Length"] = str(found.size)
    return answer
