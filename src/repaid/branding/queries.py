"""The look of an organisation, for pages of its customers and for letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from repaid.access.models import Organisation
from repaid.branding.models import Brand
from repaid.kernel.names import in_language
from repaid.kernel.paper.head import PLAIN, Head


@dataclass(frozen=True, slots=True)
class Look:
    """What customers see. Colours are "#rrggbb" or empty (the product's); `stamp` is empty where nothing was chosen.

    `languages` are those that customers choose among; none: all.
    """

    organisation_id: int
    path: str
    title: str
    accent: str = ""
    accent_dark: str = ""
    header: str = ""
    welcomes: Mapping[str, str] = field(default_factory=dict)
    has_logo: bool = False
    stamp: str = ""
    languages: Sequence[str] = ()

    def welcome(self, language: str) -> str:
        """The welcome text in a language, or in one that it was written in."""
        return in_language(self.welcomes, language)


def look_of(organisation_id: int) -> Look:
    """The look of an organisation."""
    return _looks(Q(pk=organisation_id))[0]


def look_at(path: str) -> Look | None:
    """The look of the organisation whose client zone has this address; None where there is none."""
    found = _looks(Q(brand__path=path) | Q(code=path, brand__isnull=True))
    return found[0] if found else None


def only_look() -> Look | None:
    """The look of the one organisation of the installation; None where there are several or none."""
    found = _looks(Q())
    return found[0] if len(found) == 1 else None


def titles_of(organisations: Sequence[int]) -> dict[int, str]:
    """What these organisations are called to their customers, in the order of their names."""
    looks = _looks(Q(pk__in=organisations), most=None)
    return {look.organisation_id: look.title for look in sorted(looks, key=lambda look: look.title)}


def logo_of(organisation_id: int) -> bytes | None:
    """The logo as a PNG."""
    found = Brand.objects.filter(organisation=organisation_id).values_list("logo", flat=True).first()
    return bytes(found) if found else None


def head_of(organisation_id: int) -> Head:
    """The look of the organisation on papers, letters and e-mails; one query."""
    rows = Brand.objects.filter(organisation=organisation_id)
    found = rows.values_list("accent", "header", "logo").first()
    return Head(found[0], found[1], bytes(found[2] or b"")) if found else PLAIN


_FIELDS: Final = ("path", "title", "accent", "accent_dark", "header", "welcomes", "stamp")


def _looks(where: Q, most: int | None = 2) -> list[Look]:
    names = [f"brand__{field}" for field in _FIELDS]
    rows = Organisation.objects.filter(where).annotate(has_logo=Q(brand__logo__isnull=False))
    told = rows.order_by("pk").values("pk", "code", "name", "languages", "has_logo", *names)
    return [_look(row) for row in told[:most]]


def _look(row: Mapping[str, Any]) -> Look:
    if row["brand__path"] is None:
        return Look(row["pk"], row["code"], row["name"], languages=row["languages"])
    chosen = {field: row[f"brand__{field}"] for field in _FIELDS}
    own = {"organisation_id": row["pk"], "has_logo": row["has_logo"], "languages": row["languages"]}
    return Look(**own, **chosen | {"title": chosen["title"] or row["name"]})
