"""Texts to members of staff, at the telephone number that is on file of them (CC-09, CC-23)."""

from repaid.access.actors import system_actor
from repaid.access.models import Employment, User
from repaid.messages.choices import Channel
from repaid.messages.commands.asking import write_to_staff
from repaid.messages.kinds import REMINDER
from repaid.parties.choices import ContactKind
from repaid.parties.rules import normal_contact


def text_to_staff(*, user_id: int, text: str, key: str) -> None:
    """Send a text to the own mobile number; refused without one, or without a gateway. `key` makes it one text."""
    user = User.objects.select_related("organisation").get(pk=user_id)
    mobile = Employment.objects.filter(user=user).values_list("mobile", flat=True).first() or ""
    address = normal_contact(ContactKind.MOBILE, mobile, user.organisation.country) if mobile else ""
    machine = system_actor(user.organisation, channel="worker")
    write_to_staff(
        machine, REMINDER.code, user=user_id, key=key, channel=Channel.SMS, address=address, given={"what": text}
    )
