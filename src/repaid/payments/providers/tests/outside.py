"""A provider over a real socket: it answers what it is told to, and keeps what it was asked."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from repaid.payments.providers import wire


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def facts(self) -> Any:
        return json.loads(self.body)


Answer = tuple[int, Any] | Callable[[Asked], tuple[int, Any]]
SILENCE: tuple[int, Any] = (0, None)
"""An answer that never comes."""


@dataclass
class Outside:
    """`answers` by method and path ("POST /v2/payments"); what is not there is 404. `asked` is what came."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def answer(self, asked: Asked) -> tuple[int, Any]:
        self.asked.append(asked)
        found = self.answers.get(f"{asked.method} {asked.path}", (404, {"message": "not found"}))
        return found(asked) if callable(found) else found


@contextmanager
def outside() -> Iterator[Outside]:
    """A provider that listens on this machine until the end of the block."""
    world = Outside()

    class Handler(BaseHTTPRequestHandler):
        def serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, content = world.answer(Asked(self.command, self.path, headers, body))
            if not status:
                world.over.wait(10)
                return
            sent = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = serve  # noqa: N815 (the names are of http.server)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    world.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield world
    finally:
        world.over.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Providers that do not answer are given up at once."""
    monkeypatch.setattr(wire, "SECONDS", 0.2)
