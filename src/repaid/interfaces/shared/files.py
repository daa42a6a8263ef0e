"""Files of the document store on their way to a browser: kept as files, never run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from repaid.access.actors import Actor
from repaid.documents.commands.reading import download_file
from repaid.documents.queries import content_of, document_numbered, preview_of, version_of

NOTHING_RUNS = "default-src 'none'; sandbox"


def file_response(by: Actor, number: str, version: int | None = None) -> HttpResponse:
    """A version of a document as a file that the browser keeps, under its own name; who took it is audited."""
    taken = download_file(by=by, number=number, version=version)
    found = version_of(document_numbered(by, number), taken.version)
    answer = HttpResponse(content_of(found), content_type=found.media)
    disposition = content_disposition_header(as_attachment=True, filename=found.file_name)
    assert disposition is not None, "a file has a name"
    answer["Content-Disposition"] = disposition
    return harmless(answer)


def picture_response(by: Actor, number: str, version: int | None = None) -> HttpResponse:
    """A picture drawn anew, to be shown on a page. Raises NoPreview."""
    found = version_of(document_numbered(by, number), version)
    return harmless(HttpResponse(preview_of(found), content_type="image/jpeg"))


def harmless(answer: HttpResponse) -> HttpResponse:
    """What people brought is no page of ours: nothing in it may run, and its type is not guessed."""
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
