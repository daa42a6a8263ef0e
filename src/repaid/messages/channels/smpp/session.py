"""A session with an SMS centre: bound in both directions, answering its enquiries, taking its receipts."""

import select
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from smpplib import consts, smpp
from smpplib.client import Client
from smpplib.exceptions import ConnectionError as LineBroke
from smpplib.exceptions import PDUError

from repaid.kernel.refusal import Outage
from repaid.messages.channels import Account, Receipt
from repaid.messages.channels.smpp.encoding import IS_RECEIPT, SmsPart, receipt_in

SECONDS: Final = 10
INTERNATIONAL, ALPHANUMERIC, ISDN = 1, 5, 1
SHORT_CODE_DIGITS: Final = 6
BARRED: Final = frozenset(
    {consts.SMPP_ESME_RINVPASWD, consts.SMPP_ESME_RINVSYSID, consts.SMPP_ESME_RBINDFAIL, consts.SMPP_ESME_RINVSYSTYP}
)
TYPE_LOGGER: Final = "repaid.messages.smpp"


class Session:
    """A bound session. `LineBroke` comes out of every method when the connection is gone."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.line = Client(
            account.text("host"), int(account.settings["port"]), timeout=SECONDS, logger_name=TYPE_LOGGER,
            allow_unknown_opt_params=True,
        )  # fmt: skip
        self._bind()

    def _bind(self) -> None:
        try:
            self.line.connect()
            self.line.bind_transceiver(
                system_id=self.account.text("username"), password=self.account.secrets.get("password", ""),
                system_type=self.account.text("system_type"),
            )  # fmt: skip
        except PDUError as error:
            self.close()
            if error.args[-1] in BARRED:
                raise Outage(_("The SMS centre does not accept the username or the password.")) from error
            raise Outage(_("The SMS centre refused the session: {words}").format(words=error.args[0])) from error
        except (LineBroke, OSError) as error:
            self.close()
            words = _("The SMS centre {host} does not answer.").format(host=self.account.text("host"))
            raise Outage(words) from error

    def submit(self, address: str, part: SmsPart) -> int:
        """Hand over one short message; returns its sequence, by which the answer names it."""
        sender = self.account.sender
        is_number = sender.lstrip("+").isdigit()
        is_short = is_number and len(sender) <= SHORT_CODE_DIGITS
        pdu = self.line.send_message(
            source_addr_ton=0 if is_short else INTERNATIONAL if is_number else ALPHANUMERIC,
            source_addr_npi=ISDN if is_number and not is_short else 0,
            source_addr=sender.lstrip("+"),
            dest_addr_ton=INTERNATIONAL, dest_addr_npi=ISDN, destination_addr=address.lstrip("+"),
            esm_class=part.esm_class, data_coding=part.data_coding, short_message=part.content,
            registered_delivery=1,
        )  # fmt: skip
        return int(pdu.sequence)

    def read(self, seconds: float = SECONDS) -> Any:
        """The next message of the centre, enquiries answered on the way; None when it is silent for so long."""
        while select.select([self.line._socket], [], [], seconds)[0]:
            try:
                pdu = self.line.read_pdu()
            except TimeoutError as error:
                raise LineBroke from error
            if pdu.command == "enquire_link":
                self._reply("enquire_link_resp", pdu.sequence)
            elif pdu.command == "unbind":
                self._reply("unbind_resp", pdu.sequence)
                raise LineBroke
            elif pdu.command != "enquire_link_resp":
                return pdu
        return None

    def receipt(self, pdu: Any) -> Iterator[Receipt]:
        """The receipt in a message of the centre; it is acknowledged when the caller comes back for more."""
        if pdu.command != "deliver_sm":
            return
        found = receipt_in(_text_of(pdu)) if int(pdu.esm_class or 0) & IS_RECEIPT else None
        if found is not None:
            yield found
        self._reply("deliver_sm_resp", pdu.sequence)

    def enquire(self) -> None:
        """Ask a silent centre whether it is there; a broken line shows itself by that."""
        self.line.send_pdu(smpp.make_pdu("enquire_link", client=self.line))

    def close(self) -> None:
        """End the session; what the centre says to that does not matter."""
        try:
            if self.line.state == consts.SMPP_CLIENT_STATE_BOUND_TRX:
                self.line.send_pdu(smpp.make_pdu("unbind", client=self.line))
        except (LineBroke, OSError):
            pass
        self.line.state = consts.SMPP_CLIENT_STATE_OPEN
        self.line.disconnect()

    def _reply(self, command: str, sequence: int) -> None:
        reply = smpp.make_pdu(command, client=self.line)
        reply.sequence = sequence
        self.line.send_pdu(reply)


def _text_of(pdu: Any) -> str:
    content = pdu.short_message or b""
    return content.decode("latin-1") if isinstance(content, bytes) else str(content)
