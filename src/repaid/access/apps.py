"""The access app."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig, apps
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "repaid.access"
    label = "access"
    append_only = ("access_auditrecord",)

    def ready(self) -> None:
        """Make every app's rights and commands known, wherever the system runs: a role is made of all rights."""
        autodiscover_modules("rights", "commands")
        for config in apps.get_app_configs():
            commands = getattr(config.module, "commands", None)
            for module in iter_modules(commands.__path__) if commands else ():
                import_module(f"{commands.__name__}.{module.name}")
