"""Members of staff: the list, one of them, passwords, letting go."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.access.commands.staff import block_user, change_user, define_user, remove_users, set_staff_password
from repaid.access.queries import photo_of, staff, staff_member
from repaid.access.rights import MANAGE_USERS
from repaid.access.work import work_of
from repaid.identity.commands.passwords import expect_own_password
from repaid.interfaces.backoffice.pages import FormPage, form_page, offer
from repaid.interfaces.backoffice.removing import Going, RemovalForm, chosen_rows, removal_page
from repaid.interfaces.backoffice.users.forms import PasswordForm, StaffForm
from repaid.interfaces.backoffice.users.lists import Users, state_of_user
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of

USERS = gettext_lazy("Users")
FORM = "backoffice/marked_form.html"


@staff_page(MANAGE_USERS)
def user_list(request: ActorRequest) -> HttpResponseBase:
    """Who works here, in the reader's scope."""
    former = request.GET.get("former") == "yes"
    listing = Users(request, staff(request.actor, former=former))
    return listing.response("backoffice/users/list.html", {"is_former": former})


@staff_page(MANAGE_USERS)
def new_user(request: ActorRequest) -> HttpResponse:
    """Define a user."""
    form = _form(request)
    back, title = reverse("backoffice:users"), _("Define a user")
    page = FormPage(title, [(USERS, back), (title, "")], _("Save"), back, _("User created."), template=FORM)

    def command() -> Any:
        told, by = form.cleaned_data, request.actor
        with transaction.atomic():
            saved = define_user(by=by, data=form.data_typed, password=told["password"], photo=told["photo"])
            return expect_own_password(by=by, users=(saved.user_id,))

    return form_page(request, form, page, command)


@staff_page(MANAGE_USERS)
def user(request: ActorRequest, user: int) -> HttpResponse:
    """Look at a user and change what is on file."""
    row = staff_member(request.actor, user)
    form = _form(request, row)
    back = reverse("backoffice:users")
    more = {"user": row, "state": state_of_user(row), "has_photo": photo_of(request.actor, row.pk) is not None}
    page = FormPage(
        row.name, [(USERS, back), (row.name, "")], _("Save"), back, _("User saved."),
        template="backoffice/users/user.html", more=more,
    )  # fmt: skip

    def command() -> Any:
        return change_user(by=request.actor, user=row.pk, data=form.data_typed, photo=form.cleaned_data["photo"])

    return form_page(request, form, page, command)


def _form(request: ActorRequest, row: Any = None) -> StaffForm:
    country = frame_of(request).organisation.country
    return StaffForm(request.POST or None, request.FILES or None, by=request.actor, country=country, user=row)


@staff_page(MANAGE_USERS)
def password(request: ActorRequest, user: int) -> HttpResponse:
    """Give a user a new password."""
    row = staff_member(request.actor, user)
    back, title = reverse("backoffice:users"), _("Change password")
    page = FormPage(
        title, [(USERS, back), (row.name, reverse("backoffice:user", args=[row.pk])), (title, "")], _("Save"), back,
        _("The new password is valid. The old one is not."), name=row.name, template=FORM,
        hint=_("The user is signed out everywhere, and chooses an own password at the next login."),
    )  # fmt: skip
    form = PasswordForm(request.POST or None)

    def command() -> Any:
        with transaction.atomic():
            set_staff_password(by=request.actor, user=row.pk, password=form.cleaned_data["password"])
            return expect_own_password(by=request.actor, users=(row.pk,))

    return form_page(request, form, page, command)


@staff_page(MANAGE_USERS)
@require_POST
def block(request: ActorRequest, user: int) -> HttpResponse:
    """Let a user sign in no more, or again."""
    done = block_user(by=request.actor, user=user, blocked=request.POST.get("blocked") == "yes")
    said = _("The user can sign in again.") if done.is_active else _("The user cannot sign in any more.")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("backoffice:user", args=[user]))


@staff_page()
def photo(request: ActorRequest, user: int) -> HttpResponse:
    """The portrait of a user."""
    found = photo_of(request.actor, user)
    if found is None or not (request.actor.may(MANAGE_USERS.code) or user == request.actor.user_id):
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type="image/jpeg")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


class HeirForm(RemovalForm):
    """Who goes on with the work."""

    heir = forms.ChoiceField(label=gettext_lazy("What they have in hand goes to"), required=False)


@staff_page(MANAGE_USERS)
@require_POST
def removal(request: ActorRequest) -> HttpResponse:
    """Delete users, after a look at what they have in hand."""
    rows = chosen_rows(request, staff(request.actor))
    work = work_of([row.pk for row in rows])
    going = [Going(str(row.pk), row.name, row.employment.username, work[row.pk]) for row in rows]
    form = HeirForm.of(request)
    stay = staff(request.actor).filter(is_active=True).exclude(pk__in=work)
    offer(form, "heir", [("", _("nobody for now")), *((str(row.pk), row.name) for row in stay)])
    back, title = reverse("backoffice:users"), _("Delete users")
    page = FormPage(
        title, [(USERS, back), (title, "")], _("Delete"), back, _("Deleted."), danger=True,
        hint=_("They cannot sign in any more and leave every list. What they did stays under their names."),
    )  # fmt: skip

    def command() -> Any:
        heir = form.cleaned_data["heir"]
        return remove_users(by=request.actor, users=tuple(work), heir=int(heir) if heir else None)

    return removal_page(request, form, page, going, command)
