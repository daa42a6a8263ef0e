"""Forms of documents, categories and access levels."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.actors import Actor
from repaid.access.queries import groups
from repaid.documents.checking import ACCEPTED
from repaid.documents.commands.documents import NAME_MAX, REMARK_MAX, REMARKS_MAX
from repaid.documents.commands.ground import CODE_MAX
from repaid.documents.queries import categories, levels_seen
from repaid.interfaces.backoffice.naming import add_names, ask_for_name, names_told
from repaid.interfaces.backoffice.pages import offer
from repaid.interfaces.ui.controls import CodeInput, DropInput
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language

FILE_HINT = _("PDF, pictures, Word, Excel, OpenDocument or text, {limit} MB at most.")


_number = lazy(number_text, str)


class FileBox(forms.FileField):
    """A file that is dropped or chosen; what is wrong with it is said by the store."""

    def __init__(self, **more: Any) -> None:
        hint = format_lazy(FILE_HINT, limit=_number(settings.UPLOADS["bytes_max"] >> 20))
        usual: dict[str, Any] = {"label": _("File"), "help_text": hint, "allow_empty_file": True}
        super().__init__(widget=DropInput(attrs={"accept": ACCEPTED}), **usual | more)


class DataForm(Form):
    """What is said of a document; category and access level are mandatory (CC-27)."""

    name = forms.CharField(label=_("Name"), max_length=NAME_MAX)
    category = forms.ChoiceField(label=pgettext_lazy("document", "Category"))
    level = forms.ChoiceField(label=_("Access level"))
    remarks = forms.CharField(
        label=_("Remarks"), required=False, max_length=REMARKS_MAX, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, by: Actor, also: tuple[Any, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {row.code: row.names for row in [*categories(by), *also[:1]]}
        seen = {row.code: row.names for row in [*levels_seen(by).filter(closed_at__isnull=True), *also[1:]]}
        offer(self, "category", [("", "—"), *((code, in_language(names)) for code, names in kept.items())])
        offer(self, "level", [("", "—"), *((code, in_language(names)) for code, names in seen.items())])


class NewForm(DataForm):
    """A new document: the file first."""

    file = FileBox()
    field_order = ("file", "name", "category", "level", "remarks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.required, name.help_text = False, str(_("Empty: the name of the file."))


class VersionForm(Form):
    """A new version of a document."""

    file = FileBox()
    remark = forms.CharField(label=_("What is new in it"), required=False, max_length=REMARK_MAX)


class NamesForm(Form):
    """A code, and names in the languages of the product."""

    code = forms.CharField(
        label=_("Code"),
        max_length=CODE_MAX,
        widget=CodeInput,
        help_text=_("It does not change: small letters, dashes."),
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = not is_new
        add_names(self, NAME_MAX)

    def clean(self) -> dict[str, Any]:
        """At least one name."""
        told: dict[str, Any] = super().clean() or {}
        ask_for_name(self)
        return told

    @property
    def names(self) -> dict[str, str]:
        """The names that were typed, by language."""
        return names_told(self)


class LevelForm(NamesForm):
    """An access level: everybody, or the groups that see it."""

    everybody = forms.BooleanField(label=_("Everybody who sees documents"), required=False)
    groups = forms.MultipleChoiceField(
        label=_("Groups"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Their members see documents of this level, nobody else."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "groups", [(row.code, in_language(row.names) or row.code) for row in groups(by)])
        self.order_fields(["code", *(name for name in self.fields if name.startswith("name_"))])
