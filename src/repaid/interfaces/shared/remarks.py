"""What will happen, said before it does (CZ-19)."""

from django.utils.translation import gettext as _

from repaid.identity.reaching import Person
from repaid.interfaces.ui.formats import isolated


def sms_remark(person: Person) -> str:
    """That an account will be created, for which login, and where the SMS goes; said of a person without errors."""
    sentence = _(
        "For the user with login {login} an account in the client zone will be created. "
        "An SMS with the password will be sent to number: {phone}"
    )
    return sentence.format(login=isolated(person.national_id or "—"), phone=isolated(person.telephone or "—"))
