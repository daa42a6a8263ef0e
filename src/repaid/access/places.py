"""Writing provinces and branches: what is checked before a row is kept, deleted or archived."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_network
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Branch, Province, User
from repaid.access.queries import staff
from repaid.access.references import is_referred_to
from repaid.kernel.refusal import NotFound, Refusal, WrongInput
from repaid.kernel.text import latin_digits

Row = TypeVar("Row", Branch, Province)


class PlaceInUse(Refusal):
    """Users, contracts or other rows refer to it (decision 19)."""

    code = "place_in_use"
    sentence = _("{name} has users, branches or contracts and cannot be deleted. Archive it instead.")


@dataclass(frozen=True, slots=True)
class BranchData:
    """What is known of a branch. `province` is a code or a name, `network` an address or a range of them."""

    code: str
    name: str
    province: str = ""
    address: str = ""
    phone: str = ""
    network: str = ""
    manager: int | None = None
    deputy: int | None = None


@dataclass(frozen=True, slots=True)
class ProvinceData:
    """What is known of a province and of its one manager."""

    name: str
    code: str = ""
    manager_name: str = ""
    manager_mobile: str = ""
    manager_email: str = ""


def provinces_named(by: Actor, text: str) -> QuerySet[Province]:
    """The province with this code or name."""
    return Province.objects.filter(Q(code=text) | Q(name=text), organisation=by.organisation_id)


def save_branch(by: Actor, row: Branch, data: BranchData) -> Branch:
    """Check what is known of a branch and keep it."""
    code, name = latin_digits(data.code).strip(), data.name.strip()
    same = Branch.objects.filter(organisation=by.organisation_id, code=code).exclude(pk=row.pk)
    _named(code, name, taken=same.exists(), reason=_("There is a branch with this code already."))
    row.code, row.name, row.address, row.phone = code, name, data.address.strip(), data.phone.strip()
    row.network = _network(data.network)
    row.province = None
    if data.province:
        row.province = provinces_named(by, data.province).first()
        if row.province is None:
            raise WrongInput(reason=_("There is no such province."), field="province")
    row.manager = _colleague(by, data.manager, "manager")
    row.deputy = _colleague(by, data.deputy, "deputy")
    if row.manager is not None and row.manager == row.deputy:
        raise WrongInput(reason=_("The deputy must be somebody else than the manager."), field="deputy")
    row.save()
    return row


def save_province(by: Actor, row: Province, data: ProvinceData) -> Province:
    """Check what is known of a province and keep it."""
    code, name = latin_digits(data.code).strip(), data.name.strip()
    others = Province.objects.filter(organisation=by.organisation_id).exclude(pk=row.pk)
    taken = bool(code) and others.filter(code=code).exists()
    _named(code or "-", name, taken=taken, reason=_("There is a province with this code already."))
    if others.filter(name=name).exists():
        raise WrongInput(reason=_("There is a province with this name already."), field="name")
    row.code, row.name, row.manager_name = code, name, data.manager_name.strip()
    row.manager_mobile, row.manager_email = data.manager_mobile.strip(), _email(data.manager_email)
    row.save()
    return row


def _named(code: str, name: str, *, taken: bool, reason: object) -> None:
    if not code:
        raise WrongInput(reason=_("Enter a code."), field="code")
    if not name:
        raise WrongInput(reason=_("Enter a name."), field="name")
    if taken:
        raise WrongInput(reason=reason, field="code")


def _network(text: str) -> str:
    """An address or a range as it is kept; "" for none."""
    plain = latin_digits(text).strip()
    if not plain:
        return ""
    try:
        found = ip_network(plain, strict=False)
    except ValueError:
        reason = _("This is no IP address or range. An address looks like 10.20.30.40, a range like 10.20.30.0/24.")
        raise WrongInput(reason=reason, field="network") from None
    return str(found.network_address) if found.num_addresses == 1 else str(found)


def _colleague(by: Actor, key: int | None, field: str) -> User | None:
    if key is None:
        return None
    found = staff(by).filter(pk=key).first()
    if found is None:
        raise WrongInput(reason=_("There is no such user."), field=field)
    return found


def _email(text: str) -> str:
    try:
        if text.strip():
            validate_email(text.strip())
    except ValidationError:
        raise WrongInput(reason=_("This is no e-mail address."), field="manager_email") from None
    return text.strip()


def locked(rows: QuerySet[Row], by: Actor, key: int, kind: object) -> Row:
    """A place of the actor's organisation, to be changed."""
    found = rows.select_for_update().filter(organisation=by.organisation_id, pk=key).first()
    if found is None:
        raise NotFound(kind=kind, number=key)
    return found


def remove(rows: Iterable[Branch | Province]) -> None:
    """Delete places that nothing refers to; the first one that is in use refuses all."""
    for row in rows:
        if is_referred_to(row):
            raise PlaceInUse(name=row.title)
        row.delete()


def set_archived(row: Branch | Province, *, archived: bool) -> None:
    """Take a place out of every choice, or back."""
    row.archived_at = timezone.now() if archived else None
    row.save(update_fields=["archived_at"])
