"""The gateway of the demo: nothing leaves the house, the pages of the demo inbox show it."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Text
from repaid.messages.channels import Account, Answer, Parcel, Receipt, Setting
from repaid.messages.choices import Channel, Outcome
from repaid.messages.models import DemoItem


class Demo:
    """Keeps each parcel once, by its reference."""

    provider = "demo"
    label: Text = _("Demo inbox")
    window = 500

    @property
    def fields(self) -> Sequence[Setting]:
        return ()

    def send(self, account: Account, parcels: Iterator[Parcel]) -> Iterator[Answer]:
        """All of them at once; a reference that is there already is not kept twice."""
        taken = list(parcels)
        DemoItem.objects.bulk_create((_item(account, parcel) for parcel in taken), ignore_conflicts=True)
        for parcel in taken:
            yield Answer(parcel.reference, Outcome.ACCEPTED, (str(parcel.reference),))

    def ask(self, account: Account, reference: UUID, /) -> Answer:
        """It knows everything it took."""
        is_there = DemoItem.objects.filter(organisation=account.organisation_id, reference=reference).exists()
        return Answer(reference, Outcome.ACCEPTED if is_there else Outcome.BROKEN, (str(reference),))

    def receipts(self, _account: Account, /) -> Iterator[Receipt]:
        return iter(())


def _item(account: Account, parcel: Parcel) -> DemoItem:
    return DemoItem(
        organisation_id=account.organisation_id, channel=_channel_of(parcel), reference=parcel.reference,
        sender=account.sender, address=parcel.address, title=parcel.title, body=parcel.body,
    )  # fmt: skip


def _channel_of(parcel: Parcel) -> Channel:
    return Channel.EMAIL if "@" in parcel.address else Channel.SMS
