"""Addresses of the own account; each door mounts them behind its own rule."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from repaid.interfaces.shared.account import setup, views

Page = Callable[[Callable[..., Any]], Callable[..., Any]]


def account_addresses(page: Page) -> list[URLPattern]:
    """The pages of the own account; `page` says who may open them."""
    return [
        path("account", page(views.overview), name="account"),
        path("account/password", page(views.password), name="account_password"),
        path("account/devices/log-out", page(views.log_out), name="log_out_device"),
        path("account/second-step", page(setup.second_step), name="second_step_setup"),
        path("account/second-step/app", page(setup.app), name="app_link"),
        path("account/second-step/app/off", page(setup.app_off), name="app_off"),
        path("account/second-step/codes", page(setup.recovery_codes), name="recovery_codes"),
        path("account/second-step/passkeys/question", page(setup.passkey_question), name="passkey_new_question"),
        path("account/second-step/passkeys/answer", page(setup.passkey_answer), name="passkey_new_answer"),
        path("account/second-step/passkeys/<int:passkey>/removal", page(setup.passkey_off), name="passkey_off"),
    ]
