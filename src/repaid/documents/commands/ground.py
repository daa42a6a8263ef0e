"""Categories and access levels, which an administrator keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.validators import slug_re
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Group
from repaid.documents.models import AccessLevel, Category
from repaid.documents.rights import DEFINE_DOCUMENTS
from repaid.documents.usual import CATEGORIES, LEVELS
from repaid.kernel.names import in_language
from repaid.kernel.refusal import NotFound, Refusal, WrongInput

CODE_MAX = 40


class StillUsed(Refusal):
    code = "still_used"
    sentence = _("There are documents of “{name}”. Close it instead: then it stays with them and leaves every choice.")


@dataclass(frozen=True, slots=True)
class GroundSaved:
    code: str


@dataclass(frozen=True, slots=True)
class UsualAdded:
    categories: int
    levels: int


def usual_never_had(by: Actor) -> tuple[str, ...]:
    """Codes of usual categories and access levels that the organisation neither has nor ever had."""
    categories = Category.events.rel.related_model.objects  # type: ignore[attr-defined]
    levels = AccessLevel.events.rel.related_model.objects  # type: ignore[attr-defined]
    rows = (kept.filter(organisation=by.organisation_id) for kept in (categories, levels))
    ever = {code for kept in rows for code in kept.values_list("code", flat=True)}
    return tuple(code for code in (*CATEGORIES, *LEVELS) if code not in ever)


@command("documents.add_usual_categories", right=DEFINE_DOCUMENTS)
def add_usual_categories(*, by: Actor, codes: tuple[str, ...] = (*CATEGORIES, *LEVELS)) -> UsualAdded:
    """Give an organisation the usual categories and access levels; what it has already stays as it is."""
    made = [
        Category.objects.get_or_create(organisation_id=by.organisation_id, code=code, defaults={"names": names})[1]
        for code, names in CATEGORIES.items() if code in codes
    ]  # fmt: skip
    levels = [_add_usual_level(by, code, *of) for code, of in LEVELS.items() if code in codes]
    return UsualAdded(sum(made), sum(levels))


@command("documents.save_category", right=DEFINE_DOCUMENTS)
def save_category(*, by: Actor, code: str, names: Mapping[str, str]) -> GroundSaved:
    """Create a category, or give it other names; it is in the form at once."""
    Category.objects.update_or_create(
        organisation_id=by.organisation_id, code=_code(code), defaults={"names": _names(names)}
    )
    return GroundSaved(code)


@command("documents.close_category", right=DEFINE_DOCUMENTS)
def close_category(*, by: Actor, code: str, closed: bool = True) -> GroundSaved:
    """Take a category out of every choice, or back into it; its documents keep it."""
    row = _category(by, code)
    row.closed_at = timezone.now() if closed else None
    row.save(update_fields=["closed_at"])
    return GroundSaved(code)


@command("documents.remove_category", right=DEFINE_DOCUMENTS)
def remove_category(*, by: Actor, code: str) -> GroundSaved:
    """Remove a category that was never used. Raises StillUsed."""
    row = _category(by, code)
    if row.documents.exists():
        raise StillUsed(name=in_language(row.names))
    row.delete()
    return GroundSaved(code)


@command("documents.save_access_level", right=DEFINE_DOCUMENTS)
def save_access_level(
    *, by: Actor, code: str, names: Mapping[str, str], groups: tuple[str, ...], everybody: bool = False
) -> GroundSaved:
    """Create an access level or change it: members of `groups` see its documents, or everybody who sees documents."""
    if not everybody and not groups:
        raise WrongInput(reason=_("Choose at least one group, or everybody."), field="groups")
    row, _created = AccessLevel.objects.update_or_create(
        organisation_id=by.organisation_id, code=_code(code), defaults={"names": _names(names), "is_open": everybody}
    )
    chosen = list(Group.objects.filter(organisation=by.organisation_id, code__in=groups))
    if len(chosen) != len(set(groups)):
        raise WrongInput(reason=_("There is no such group."), field="groups")
    row.groups.set(chosen)
    return GroundSaved(code)


@command("documents.close_access_level", right=DEFINE_DOCUMENTS)
def close_access_level(*, by: Actor, code: str, closed: bool = True) -> GroundSaved:
    """Take an access level out of every choice, or back into it; its documents keep it."""
    row = AccessLevel.objects.filter(organisation=by.organisation_id, code=code).first()
    if row is None:
        raise NotFound(kind=_("access level"), number=code)
    row.closed_at = timezone.now() if closed else None
    row.save(update_fields=["closed_at"])
    return GroundSaved(code)


def _add_usual_level(by: Actor, code: str, names: dict[str, str], groups: tuple[str, ...]) -> bool:
    row, is_new = AccessLevel.objects.get_or_create(
        organisation_id=by.organisation_id, code=code, defaults={"names": names, "is_open": not groups}
    )
    if is_new:
        row.groups.set(Group.objects.filter(organisation=by.organisation_id, code__in=groups))
    return is_new


def _category(by: Actor, code: str) -> Category:
    row = Category.objects.filter(organisation=by.organisation_id, code=code).first()
    if row is None:
        raise NotFound(kind=_("category"), number=code)
    return row


def _code(code: str) -> str:
    if not slug_re.match(code) or len(code) > CODE_MAX:
        raise WrongInput(reason=_("Use small letters, digits and dashes, 40 at most."), field="code")
    return code


def _names(names: Mapping[str, str]) -> dict[str, str]:
    """The names that were given, by language; one at least."""
    known = dict(settings.LANGUAGES)
    given = {language: name.strip() for language, name in names.items() if language in known and name.strip()}
    if not given:
        raise WrongInput(reason=_("Give it a name in one language at least."), field="names")
    return given
