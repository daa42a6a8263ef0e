"""The settling app."""

from django.apps import AppConfig


class SettlingConfig(AppConfig):
    name = "repaid.settling"
    label = "settling"

    def ready(self) -> None:
        from repaid.contracts.ports import give_back_money_to
        from repaid.settling.commands.withdrawing import take_back_money

        give_back_money_to(take_back_money)
