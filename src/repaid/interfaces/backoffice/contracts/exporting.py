"""Taking everything about a contract out: as one JSON document, or as CSV files in a zip."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.exports import attached
from repaid.reports.commands.exporting import exported_document
from repaid.reports.contract_file.tables import as_files, as_json, as_zip
from repaid.reports.rights import EXPORT_CONTRACT


@staff_page(EXPORT_CONTRACT)
@require_POST
def export(request: ActorRequest, number: str) -> HttpResponse:
    """The file of a contract as of today; that it was taken out stands in the audit trail."""
    document, name = exported_document(request.actor, number), f"contract-{number}-{business_day(request)}"
    if request.POST.get("form") == "csv":
        return attached(HttpResponse(as_zip(as_files(document))), f"{name}.zip")
    return attached(HttpResponse(as_json(document)), f"{name}.json")
