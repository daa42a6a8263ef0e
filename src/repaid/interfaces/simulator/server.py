"""The simulator over HTTP: the interface for us, the window for the customer."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from repaid.interfaces.simulator import window
from repaid.interfaces.simulator.cashier import Cashier, Ending, Payment
from repaid.interfaces.simulator.post import Post
from repaid.payments.providers.protocol import Said
from repaid.payments.providers.simulator.signing import HEADER, is_signed

ORDERS: Final = "/api/payments"
WINDOW: Final = "/pay/"
BODY_MAX: Final = 65_536
POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"


class Simulator(ThreadingHTTPServer):
    """The provider, listening; `address` is where."""

    daemon_threads = True

    def __init__(self, host: str, port: int, secret: str, late_seconds: float = 20.0) -> None:
        super().__init__((host, port), Counter)
        self.secret = secret
        self.post = Post(secret)
        self.cashier = Cashier(self.post.tell, late_seconds)

    @property
    def address(self) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


class Counter(BaseHTTPRequestHandler):
    """One request."""

    server: Simulator
    server_version = "Simulator"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/window.css":
            self._answer(200, window.style(), "text/css")
        elif parts.path == ORDERS or parts.path.startswith(f"{ORDERS}/"):
            self._tell(parts.path)
        else:
            self._show(self._payment(parts.path), is_qr="qr" in parse_qs(parts.query).get("way", []))

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), BODY_MAX))
        path = urlsplit(self.path).path
        if path == ORDERS:
            self._order(body)
        else:
            self._end(self._payment(path), parse_qs(body.decode(errors="replace")))

    def _order(self, body: bytes) -> None:
        if not self._is_ours(body):
            return
        try:
            payment = self.server.cashier.order(json.loads(body))
        except (ValueError, TypeError, AttributeError) as error:
            self._json(422, {"error": str(error)})
        else:
            self._json(201, {"id": payment.id, "address": f"{self.server.address}{WINDOW}{payment.id}"})

    def _tell(self, path: str) -> None:
        if not self._is_ours(path.encode()):
            return
        payment = self.server.cashier.find(path.rpartition("/")[2])
        if path == ORDERS:
            self._json(200, {})
        elif payment is None:
            self._json(404, {"error": "unknown payment"})
        else:
            self._json(200, payment.told())

    def _is_ours(self, content: bytes) -> bool:
        if is_signed(self.server.secret, content, self.headers.get(HEADER, "")):
            return True
        self._json(403, {"error": "wrong signature"})
        return False

    def _payment(self, path: str) -> Payment | None:
        return self.server.cashier.find(path.removeprefix(WINDOW)) if path.startswith(WINDOW) else None

    def _show(self, payment: Payment | None, *, is_qr: bool) -> None:
        if payment is None:
            self._page(404, window.missing())
        elif payment.state is Said.PENDING:
            address = f"{self.server.address}{WINDOW}{payment.id}"
            self._page(200, window.choice(payment, address, is_qr=is_qr))
        else:
            self._page(200, window.outcome(payment))

    def _end(self, payment: Payment | None, chosen: dict[str, list[str]]) -> None:
        asked = chosen.get("ending", [""])[0]
        if payment is None or asked not in list(Ending):
            self._page(404, window.missing())
        else:
            self._page(200, window.outcome(self.server.cashier.end(payment.id, Ending(asked)) or payment))

    def _page(self, status: int, page: str) -> None:
        self._answer(status, page.encode(), "text/html")

    def _json(self, status: int, facts: dict[str, Any]) -> None:
        self._answer(status, json.dumps(facts).encode(), "application/json")

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing of every request."""
