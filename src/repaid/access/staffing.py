"""What is on file of a member of staff: what a form or a row of a file brings, checked and put into the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.authentication import login_digest
from repaid.access.choices import Audience, EmploymentKind, Gender, ScopeLevel
from repaid.access.models import Branch, Employment, Group, Organisation, Province, User
from repaid.kernel.fields import blind_index
from repaid.kernel.national_ids import OF_STAFF, normal_national_id
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.kernel.text import folded

TEXTS: Final = (
    "given_names", "family_name", "kind", "position", "gender", "personnel_code", "birth_certificate", "address",
    "phone", "mobile",
)  # fmt: skip
"""What goes into the row of the employment as it is."""


class LoginTaken(Refusal):
    code = "login_taken"
    sentence = _("This login is taken. Choose another one.")


@dataclass(frozen=True, slots=True)
class StaffData:
    """What is known of a member of staff; groups, branch and province are codes. An empty national id stays."""

    username: str
    family_name: str
    given_names: str = ""
    kind: EmploymentKind = EmploymentKind.FULL_TIME
    groups: tuple[str, ...] = ()
    scope: ScopeLevel = ScopeLevel.BRANCH
    branch: str = ""
    province: str = ""
    address: str = ""
    gender: Gender | str = ""
    personnel_code: str = ""
    national_id: str = ""
    birth_certificate: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    language: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a user works; a branch brings its province."""

    branch: Branch | None
    province: Province | None


def place_of(by: Actor, data: StaffData) -> Place:
    """The branch and the province that the codes name."""
    branch = province = None
    if data.branch:
        branches = Branch.objects.filter(organisation=by.organisation_id, archived_at=None)
        branch = branches.select_related("province").filter(code=data.branch).first()
        if branch is None:
            raise WrongInput(reason=_("There is no branch with this code."), field="branch")
        province = branch.province
    elif data.province:
        rows = Province.objects.filter(organisation=by.organisation_id, archived_at=None)
        province = rows.filter(Q(code=data.province) | Q(name=data.province)).first()
        if province is None:
            raise WrongInput(reason=_("There is no such province."), field="province")
    return Place(branch, province)


def groups_chosen(by: Actor, codes: Iterable[str]) -> list[Group]:
    """The groups with these codes."""
    wanted = set(codes)
    found = list(Group.objects.filter(organisation=by.organisation_id, code__in=wanted))
    if len(found) != len(wanted):
        raise WrongInput(reason=_("There is no such group."), field="groups")
    return found


def fill(user: User, employment: Employment, data: StaffData, place: Place) -> None:
    """Put checked data into unsaved rows; refuses what cannot be kept, naming the box."""
    username, family_name = data.username.strip(), data.family_name.strip()
    if not username:
        raise WrongInput(reason=_("Enter a login."), field="username")
    if not family_name:
        raise WrongInput(reason=_("Enter a name."), field="family_name")
    _refuse_unknown(data)
    digest = login_digest(username)
    if User.objects.filter(audience=Audience.STAFF, login_digest=digest).exclude(pk=user.pk).exists():
        raise LoginTaken(field="username")
    user.audience, user.login, user.login_digest = Audience.STAFF, username, digest
    user.name = " ".join(filter(None, [data.given_names.strip(), family_name]))[:120]
    user.email, user.language, user.scope = data.email.strip(), data.language, data.scope
    user.branch, user.province = place.branch, place.province
    employment.username = username
    for name in TEXTS:
        setattr(employment, name, str(getattr(data, name)).strip())
    if data.national_id.strip():
        _keep_national_id(user, employment, data.national_id)
    employment.search_text = search_text(user, employment)


def search_text(user: User, employment: Employment) -> str:
    """What somebody is found by in the list of users."""
    row = employment
    return folded(" ".join([row.username, user.name, row.personnel_code, row.phone, row.mobile, user.email]))


def checked_email(text: str) -> str:
    """An e-mail address without spaces around it, or none. Raises WrongInput at the box `email`."""
    address = text.strip()
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise WrongInput(reason=_("This is no e-mail address."), field="email") from None
    return address


def _refuse_unknown(data: StaffData) -> None:
    choices = {"kind": EmploymentKind.values, "gender": ["", *Gender.values], "scope": ScopeLevel.values}
    choices["language"] = ["", *dict(settings.LANGUAGES)]
    for name, known in choices.items():
        if getattr(data, name) not in known:
            raise WrongInput(reason=_("Choose one of the values offered."), field=name)
    checked_email(data.email)


def _keep_national_id(user: User, employment: Employment, text: str) -> None:
    country = Organisation.objects.values_list("country", flat=True).get(pk=user.organisation_id)
    code = normal_national_id(country, text)
    if country not in OF_STAFF:
        reason = _("In this country an employer may not keep the national number here.")
        raise WrongInput(reason=reason, field="national_id")
    if code is None:
        raise WrongInput(reason=_("This national number is not right. Check its digits."), field="national_id")
    digest = blind_index(code, f"staff:{user.organisation_id}")
    if Employment.objects.filter(national_id_digest=digest).exclude(pk=user.pk).exists():
        raise WrongInput(reason=_("Another user has this national number."), field="national_id")
    employment.national_id, employment.national_id_digest = code, digest
