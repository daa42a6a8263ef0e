"""A small SMS centre for the tests: it speaks SMPP 3.4 over a real socket, written from the specification alone."""

import socket
import struct
import threading
from dataclasses import dataclass, field

BIND, SUBMIT, DELIVER, UNBIND, ENQUIRE = 0x09, 0x04, 0x05, 0x06, 0x15
ANSWER = 0x80000000
THROTTLED, WRONG_PASSWORD, WRONG_ADDRESS = 0x58, 0x0E, 0x0B


@dataclass
class Submitted:
    """A short message as it came."""

    sender: str
    address: str
    esm_class: int
    coding: int
    content: bytes
    name: str


@dataclass
class Centre:
    """`statuses` answers the nth message with an error; `breaks_at` hangs up on it; `is_curious` enquires first."""

    password: str = "tajne"
    statuses: dict[int, int] = field(default_factory=dict)
    breaks_at: int | None = None
    is_curious: bool = False
    receipts: list[str] = field(default_factory=list)
    submitted: list[Submitted] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    enquiries_answered: int = 0
    sessions: int = 0

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self.listener.accept()
            except OSError:
                return
            with line:
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        while head := _exactly(line, 16):
            length, command, status, sequence = struct.unpack(">IIII", head)
            body = _exactly(line, length - 16)
            if command == BIND:
                self._bind(line, sequence, body)
            elif command == SUBMIT:
                if self.breaks_at == len(self.submitted):
                    self.breaks_at = None
                    return
                self._take(line, sequence, body)
            elif command == UNBIND:
                _send(line, ANSWER | UNBIND, 0, sequence)
                return
            elif command == ENQUIRE | ANSWER:
                self.enquiries_answered += 1
            elif command == DELIVER | ANSWER:
                self.acknowledged.append(sequence)
            assert command != ANSWER | SUBMIT, status

    def _bind(self, line: socket.socket, sequence: int, body: bytes) -> None:
        _name, password = (part.decode() for part in body.split(b"\0")[:2])
        self.sessions += 1
        _send(line, ANSWER | BIND, 0 if password == self.password else WRONG_PASSWORD, sequence, b"centre\0")
        if self.is_curious:
            _send(line, ENQUIRE, 0, 900)
        for place, text in enumerate(self.receipts):
            _send(line, DELIVER, 0, 1000 + place, _deliver(text))
        self.receipts = []

    def _take(self, line: socket.socket, sequence: int, body: bytes) -> None:
        name = f"m{len(self.submitted) + 1}"
        status = self.statuses.get(len(self.submitted), 0)
        self.submitted.append(_read(body, name))
        _send(line, ANSWER | SUBMIT, status, sequence, b"" if status else name.encode() + b"\0")


def _exactly(line: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        try:
            part = line.recv(count - len(found))
        except OSError:
            return b""
        if not part:
            return b""
        found += part
    return found


def _send(line: socket.socket, command: int, status: int, sequence: int, body: bytes = b"") -> None:
    line.sendall(struct.pack(">IIII", 16 + len(body), command, status, sequence) + body)


def _deliver(text: str) -> bytes:
    content = text.encode()
    head = b"\0\1\1" + b"600000001\0" + b"\1\1" + b"Krak\0" + bytes([0x04, 0, 0]) + b"\0\0" + bytes(4)
    return head + bytes([len(content)]) + content


def _read(body: bytes, name: str) -> Submitted:
    _service, _zero, rest = body.partition(b"\0")
    sender, _zero, rest = rest[2:].partition(b"\0")
    address, _zero, rest = rest[2:].partition(b"\0")
    esm_class = rest[0]
    _when, _zero, rest = rest[3:].partition(b"\0")
    _until, _zero, rest = rest.partition(b"\0")
    coding, length = rest[2], rest[4]
    return Submitted(sender.decode(), address.decode(), esm_class, coding, rest[5 : 5 + length], name)
