"""Where the page of a subject is."""

from typing import Any

from django.urls import reverse

PAGES = {
    "party": "backoffice:party",
    "application": "backoffice:application",
    "contract": "backoffice:contract",
}


def address_of(subject: Any) -> str:
    """The page of a subject; "" for none and for kinds without a page."""
    return reverse(PAGES[subject.kind], args=[subject.number]) if subject and subject.kind in PAGES else ""
