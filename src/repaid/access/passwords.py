"""What a password has to be."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from repaid.access.models import User
from repaid.kernel.refusal import WrongInput


def checked_password(password: str, user: User, field: str = "password") -> str:
    """The password, when it keeps the rules (`settings.AUTH_PASSWORD_VALIDATORS`). Raises WrongInput naming them."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WrongInput(reason=" ".join(error.messages), field=field) from error
    return password
