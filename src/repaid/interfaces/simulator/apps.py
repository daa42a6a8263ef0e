"""The app of the payment simulator: it brings the templates of its window."""

from django.apps import AppConfig


class SimulatorConfig(AppConfig):
    name = "repaid.interfaces.simulator"
    label = "payment_simulator"
