"""The simulation app."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "repaid.simulation"
    label = "simulation"
