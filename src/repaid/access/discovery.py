"""Making every app's rights and commands known, wherever the system runs: a role is made of all rights, and a proposal
names its command."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import apps
from django.utils.module_loading import autodiscover_modules


def know_rights_and_commands() -> None:
    """Import the modules `rights` and `commands` of all apps."""
    autodiscover_modules("rights", "commands")
    packages = [getattr(config.module, "commands", None) for config in apps.get_app_configs()]
    for package in filter(None, packages):
        for module in iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")
