"""Reading and sending the forms of pages, as a browser does."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def value_of(response: HttpResponse, name: str) -> str:
    """The value of a box or button of a page."""
    tag = re.search(rf'<[^>]*\bname="{name}"[^>]*>', response.content.decode())
    assert tag is not None, f"no box {name}"
    found = re.search(r'\bvalue="([^"]*)"', tag[0])
    return found[1] if found else ""


def sent(client: Client, noun: str, number: str, **typed: Any) -> HttpResponse:
    """Send the form of a deed without having seen its effect: the page with the effect."""
    form = client.get(reverse("backoffice:deed", args=[number, noun]))
    return client.post(address(number, noun), {"key": value_of(form, "key"), **typed})


def done(client: Client, noun: str, number: str, **typed: Any) -> HttpResponse:
    """Send the form, look at the effect, press the button of the deed."""
    effect = sent(client, noun, number, **typed)
    return client.post(address(number, noun), again(effect, typed), follow=True)


def again(effect: HttpResponse, typed: dict[str, Any]) -> dict[str, Any]:
    """What the button of the deed sends after the effect was shown."""
    return {**typed, "key": value_of(effect, "key"), "seen": value_of(effect, "seen")}


def address(number: str, noun: str) -> str:
    """Where the form of a deed is sent."""
    return reverse("backoffice:deeds", args=[number, noun])


def filled(client: Client, page: str, /, *args: object, **typed: Any) -> HttpResponse:
    """Fill in the form of a page and send it."""
    address = reverse(f"backoffice:{page}", args=args)
    return client.post(address, {"key": value_of(client.get(address), "key"), **typed}, follow=True)
