"""What is typed of a branch, and of a province."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.places import BranchData, ProvinceData
from repaid.access.queries import provinces, staff
from repaid.interfaces.backoffice.pages import offer
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form


class BranchForm(Form):
    """A branch."""

    name = forms.CharField(
        label=_("Branch title"), max_length=120, widget=forms.TextInput(attrs={"placeholder": _("enter the title")})
    )
    code = forms.CharField(
        label=_("Branch code"), max_length=12, widget=CodeInput(attrs={"placeholder": _("enter the code")})
    )
    province = forms.ChoiceField(label=_("Province"), required=False)
    address = forms.CharField(label=_("Branch address"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False, widget=CodeInput)
    network = forms.CharField(
        label=_("Branch IP"), max_length=50, required=False, widget=CodeInput,
        help_text=_("An address like 10.20.30.40, or a range like 10.20.30.0/24."),
    )  # fmt: skip
    manager = forms.TypedChoiceField(
        label=pgettext_lazy("branch", "Manager"), required=False, coerce=int, empty_value=None
    )
    deputy = forms.TypedChoiceField(
        label=pgettext_lazy("branch", "Deputy"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, by: Any, row: Any = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = _initial(row)
        super().__init__(*args, **kwargs)
        places = [(each.code or each.name, each.title) for each in provinces(by)]
        people = [(str(each.pk), each.name) for each in staff(by)]
        offer(self, "province", [("", "—"), *places])
        offer(self, "manager", [("", "—"), *people])
        offer(self, "deputy", [("", "—"), *people])

    @property
    def data_typed(self) -> BranchData:
        """What was typed."""
        return BranchData(**self.values())


def _initial(row: Any) -> dict[str, Any]:
    texts = {name: getattr(row, name) for name in ("name", "code", "address", "phone", "network")}
    province = (row.province.code or row.province.name) if row.province else ""
    return texts | {"province": province, "manager": row.manager_id, "deputy": row.deputy_id}


class ProvinceForm(Form):
    """A province and its manager."""

    name = forms.CharField(label=_("Province"), max_length=120)
    code = forms.CharField(
        label=_("Province code"), max_length=12, required=False,
        widget=CodeInput(attrs={"placeholder": _("enter the code")}),
    )  # fmt: skip
    manager_name = forms.CharField(label=_("Province manager"), max_length=120, required=False)
    manager_mobile = forms.CharField(label=_("Mobile phone"), max_length=40, required=False, widget=CodeInput)
    manager_email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {name: getattr(row, name) for name in self.base_fields if name != "key"}
        super().__init__(*args, **kwargs)

    @property
    def data_typed(self) -> ProvinceData:
        """What was typed."""
        return ProvinceData(**self.values())
