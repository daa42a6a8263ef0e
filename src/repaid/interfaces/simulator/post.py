"""How the simulator sends notifications: signed, one after the other, some times again where nobody takes them."""

import json
from collections.abc import Sequence
from threading import Thread
from time import sleep
from typing import Any, Final

import httpx

from repaid.payments.providers.simulator.signing import HEADER, signature

WAITS: Final = (0.0, 1.0, 5.0, 15.0)
"""Seconds before each attempt."""

SECONDS: Final = 10.0


class Post:
    """Sends notifications in a thread of their own, so that the customer does not wait for them."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._threads: list[Thread] = []

    def tell(self, address: str, letters: Sequence[dict[str, Any]]) -> None:
        """Send the letters in their order."""
        thread = Thread(target=self._send_all, args=(address, letters), daemon=True)
        self._threads.append(thread)
        thread.start()

    def wait(self) -> None:
        """Until everything is sent."""
        while self._threads:
            self._threads.pop().join()

    def _send_all(self, address: str, letters: Sequence[dict[str, Any]]) -> None:
        for letter in letters:
            content = json.dumps(letter).encode()
            any(self._is_taken(address, content, wait) for wait in WAITS)

    def _is_taken(self, address: str, content: bytes, wait: float) -> bool:
        sleep(wait)
        headers = {HEADER: signature(self._secret, content), "Content-Type": "application/json"}
        try:
            return httpx.post(address, content=content, headers=headers, timeout=SECONDS).status_code < 500
        except httpx.HTTPError:
            return False
