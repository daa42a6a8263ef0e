"""Known harm in a file: the test sign of virus scanners, and what the operator's own scanner (clamd) says.

`REPAID_SCANNER` names the scanner as host:port. It is asked by INSTREAM: parts with their length before them, an empty
part at the end; it answers "stream: OK" or "stream: <name> FOUND".
"""

import socket
import struct
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Refusal

TEST_SIGN: Final = b"EICAR".join((b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$", b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"))
"""Put together here, so that no scanner finds it in our own files."""
SECONDS_MAX: Final = 20.0
PART_BYTES: Final = 1 << 16


class ScannerSilent(Refusal):
    code = "scanner_silent"
    sentence = _("The virus scanner does not answer, so no file is taken now. Try again later.")


def found_in(content: bytes) -> bool:
    """Whether something known to be harmful is in the content. Raises ScannerSilent."""
    return has_test_sign(content) or _scanner_finds(content)


def has_test_sign(content: bytes) -> bool:
    """Whether the test sign stands in the content as it is."""
    return TEST_SIGN in content


def _scanner_finds(content: bytes) -> bool:
    host, _colon, port = settings.UPLOADS["scanner"].rpartition(":")
    if not host:
        return False
    try:
        with socket.create_connection((host, int(port)), SECONDS_MAX) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PART_BYTES):
                part = content[start : start + PART_BYTES]
                line.sendall(struct.pack("!I", len(part)) + part)
            line.sendall(struct.pack("!I", 0))
            answer = line.makefile("rb").read(4096).rstrip(b"\0\n")
    except OSError as error:
        raise ScannerSilent from error
    if not answer.endswith((b"OK", b"FOUND")):
        raise ScannerSilent
    return answer.endswith(b"FOUND")
