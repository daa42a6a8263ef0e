"""The base of every form: errors as sentences at their box, an idempotency key, refusals of commands at the field."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal

Fact = TypeVar("Fact")
REQUIRED = _("The field “{field}” is empty. Please fill it in.")
ON_THE_FORM = (409, 422)


class SearchForm(forms.Form):
    """A form whose boxes narrow a list: each may stay empty, so none says that it is optional."""

    narrows = True


class Form(forms.Form):
    """A form of the house. `on` is the business day, which typed dates count from.

    form = PaymentForm(request.POST or None, on=today)
    if form.is_valid() and (fact := form.attempt(lambda: receive_payment(by=actor, **form.values()))):
        return redirect(...)
    """

    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = str(REQUIRED).format(field=field.label or "")
            if isinstance(field, DateField):
                field.on = on

    def clean_key(self) -> UUID:
        """The key under which a repeated press answers with the first result."""
        return self.cleaned_data.get("key") or uuid4()

    def values(self) -> dict[str, Any]:
        """What was typed, without the key: the arguments of a command with the same names."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    def attempt(self, action: Callable[[], Fact]) -> Fact | None:
        """Carry out a command; a refusal becomes an error at its field (or of the form) and the answer is None."""
        try:
            return action()
        except Refusal as refusal:
            if refusal.status not in ON_THE_FORM and refusal.field not in self.fields:
                raise
            self.add_error(refusal.field if refusal.field in self.fields else None, sentence_of(refusal))
            return None
