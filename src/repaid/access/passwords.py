"""What a password has to be."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from repaid.access.models import User
from repaid.kernel.formats import number_text
from repaid.kernel.refusal import Text, WrongInput

SENTENCES: Final[Mapping[str, Text]] = {
    "password_too_short": _("The password is too short. Use at least {min} characters."),
    "password_too_common": _("Many people use this password. Choose another one."),
}
"""Our words for the rules of `settings.AUTH_PASSWORD_VALIDATORS`; a rule that is added speaks for itself."""


def checked_password(password: str, user: User, field: str = "password") -> str:
    """The password, when it keeps the rules. Raises WrongInput that names those it breaks, at the box `field`."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WrongInput(reason=" ".join(map(_told, error.error_list)), field=field) from error
    return password


def shortest_password(validators: Any) -> int:
    """How many characters a password has at least; `validators` as the settings list them."""
    return max(getattr(each, "min_length", 0) for each in get_password_validators(validators))


def _told(error: ValidationError) -> str:
    sentence = SENTENCES.get(str(error.code), "")
    return str(sentence).format(min=number_text((error.params or {}).get("min_length", 0))) or str(error.messages[0])
